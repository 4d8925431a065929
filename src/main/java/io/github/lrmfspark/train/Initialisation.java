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

/** Where training starts: drawn from the seed, and for maps that look at data from a sample of both domains. */
public final class Initialisation {
    private static final int LARGEST_SAMPLE = 1024;

    private Initialisation() {}

    /** Starting parameters [P] of {@code objective}, from rows as the training sees them. */
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

    /**
     * The same where T is two flows back to back, of one architecture: the second begins as the first, so that T is the identity.
     *
     * @param initial starting parameters [P], those of T first
     * @param transform T's numbers, which are those of both flows
     */
    public static float[] identity(float[] initial, int transform) {
        float[] alike = initial.clone();
        System.arraycopy(initial, 0, alike, transform / 2, transform / 2);
        return alike;
    }

    /**
     * The same where T is two flows back to back that were fitted before, each to a domain of its own.
     *
     * @param initial starting parameters [P], those of T first
     * @param fitted the numbers of both flows, as a maximum likelihood fit gives them
     */
    public static float[] fitted(float[] initial, float[] fitted) {
        float[] started = initial.clone();
        System.arraycopy(fitted, 0, started, 0, fitted.length);
        return started;
    }
}
