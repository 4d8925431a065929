package io.github.lrmfspark.objective;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An objective bound to random parameters and two random batches. */
public final class ObjectiveBench {
    public final INDArray values;
    public final INDArray gradient;
    public final Objective.Computation bound;
    public final Matrix a;
    public final Matrix b;

    public ObjectiveBench(Objective objective, DataType type, int n) {
        values = Nd4j.zeros(type, objective.parameterCount());
        gradient = Nd4j.zeros(type, objective.parameterCount());
        Kernels kernels = Kernels.of(type, objective.kernelRows(n));
        Binding binding = Binding.of(kernels, n, objective.parameterSpec(), values, gradient);
        bound = objective.bind(binding);
        SplittableRandom random = new SplittableRandom(5);
        a = gaussian(binding, objective.dimension(), random);
        b = gaussian(binding, objective.dimension(), random);
        bound.initialise(a, b, random);
        for (int p = 0; p < values.length(); p++) {
            values.putScalar(p, values.getDouble(p) + 0.2 * random.nextGaussian());
        }
        bound.prepare();
    }

    public void step() {
        bound.prepare();
        bound.forward(a, b);
        bound.backward();
    }

    public double lossAt(int parameter, double value) {
        values.putScalar(parameter, value);
        bound.prepare();
        return bound.forward(a, b).total();
    }

    private static Matrix gaussian(Binding binding, int columns, SplittableRandom random) {
        Matrix m = binding.buffer(columns);
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < m.rows(); i++) {
                m.put(i, j, random.nextGaussian());
            }
        }
        return m;
    }
}
