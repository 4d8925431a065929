package io.github.lrmfspark.bench;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.Objective;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** The loss and its gradient on one minibatch, by kernels that may be watched or left out; no network and no update. */
final class LossStep implements Runnable {
    private final Objective.Computation bound;
    private final Matrix a;
    private final Matrix b;

    LossStep(FlowOptions flow, int dimension, int batch, UnaryOperator<Kernels> by) {
        Objective objective =
                LogLikelihoodRatio.of(Flows.transform(flow, dimension, 1), Flows.density(flow, dimension, 1));
        Kernels kernels = by.apply(Kernels.of(DataType.FLOAT, objective.kernelRows(batch)));
        Binding binding = Binding.of(
                kernels,
                batch,
                objective.parameterSpec(),
                Nd4j.zeros(DataType.FLOAT, objective.parameterCount()),
                Nd4j.zeros(DataType.FLOAT, objective.parameterCount()));
        bound = objective.bind(binding);
        a = gaussian(binding, dimension);
        b = gaussian(binding, dimension);
        bound.initialise(a, b, new SplittableRandom(1));
    }

    private static Matrix gaussian(Binding binding, int dimension) {
        SplittableRandom random = new SplittableRandom(2);
        Matrix m = binding.buffer(dimension);
        for (int j = 0; j < dimension; j++) {
            for (int i = 0; i < m.rows(); i++) {
                m.put(i, j, random.nextGaussian());
            }
        }
        return m;
    }

    @Override
    public void run() {
        bound.prepare();
        bound.forward(a, b);
        bound.backward();
    }
}
