package io.github.lrmfspark.train;

import io.github.lrmfspark.data.Batches;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.Objective;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where training starts: numbers drawn from a seed, and for maps that look at data from a sample of both domains.
 * Computed on the driver. Equal rows and seeds give equal bits.
 */
public final class Initialisation {
    private static final int LARGEST_SAMPLE = 1024;

    private Initialisation() {}

    /**
     * Starting parameters of an objective. Each model is initialised on up to 1,024 pairs, drawn without noise as the
     * first minibatch of a worker would be.
     *
     * @param objective whose models are started
     * @param rows a sample of both domains in the units that the objective takes, at least one row of each
     * @param seed draws the pairs and the numbers
     * @return a new vector [P], in the order of {@link Objective#models}
     */
    public static float[] of(Objective objective, DomainRows rows, long seed) {
        int n = Math.min(
                LARGEST_SAMPLE, Math.max(rows.source().rows(), rows.target().rows()));
        int dimension = objective.dimension();
        INDArray values = Nd4j.zeros(DataType.FLOAT, objective.parameterCount());
        Kernels kernels = Kernels.of(DataType.FLOAT, objective.kernelRows(n));
        Matrix a = Matrix.zeros(DataType.FLOAT, n, dimension);
        Matrix b = Matrix.zeros(DataType.FLOAT, n, dimension);
        float[] pairs = new float[n * 2 * dimension];
        new Batches(rows, n, 0, seed, 0).fill(0, pairs);
        kernels.load(pairs, 0, 2 * dimension, a);
        kernels.load(pairs, dimension, 2 * dimension, b);
        objective
                .bind(Binding.of(kernels, n, objective.parameterSpec(), values, values))
                .initialise(a, b, new SplittableRandom(seed));
        return values.toFloatVector();
    }
}
