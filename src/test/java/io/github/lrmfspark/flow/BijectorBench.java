package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A bijector bound to random parameters, and the loss Σ w ⊙ y + Σ v ⊙ logDet. */
final class BijectorBench {
    final Bijector bijector;
    final Kernels kernels;
    final INDArray values;
    final INDArray gradient;
    final Bijector.Computation bound;
    final Matrix logDet;
    final Matrix w;
    final Matrix v;
    final int n;
    Matrix dx;

    BijectorBench(Bijector bijector, DataType type, int n) {
        this(bijector, type, n, 29);
    }

    BijectorBench(Bijector bijector, DataType type, int n, long seed) {
        this.bijector = bijector;
        this.n = n;
        this.kernels = Kernels.of(type, n);
        int p = Math.max(1, bijector.parameterSpec().size());
        this.values = Nd4j.zeros(type, p);
        this.gradient = Nd4j.zeros(type, p);
        Binding binding = bijector.parameterSpec().size() == 0
                ? new Binding(
                        kernels,
                        n,
                        Parameters.zeros(type, ParameterSpec.EMPTY),
                        Parameters.zeros(type, ParameterSpec.EMPTY))
                : Binding.of(kernels, n, bijector.parameterSpec(), values, gradient);
        this.bound = bijector.bind(binding);
        this.logDet = binding.buffer(1);
        this.w = gaussian(1, 23);
        this.v = Matrix.zeros(type, n, 1);
        this.dx = w;
        SplittableRandom random = new SplittableRandom(seed);
        bound.initialise(gaussian(1, 31), random);
        for (int i = 0; i < bijector.parameterSpec().size(); i++) {
            values.putScalar(i, values.getDouble(i) + 0.3 * random.nextGaussian());
        }
        for (int i = 0; i < n; i++) {
            v.put(i, 0, random.nextGaussian());
        }
        bound.prepare();
    }

    Matrix gaussian(double scale, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix m = Matrix.zeros(kernels.type(), n, bijector.dimension());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m.columns(); j++) {
                m.put(i, j, scale * random.nextGaussian());
            }
        }
        return m;
    }

    double loss(Matrix x) {
        bound.prepare();
        kernels.fill(logDet, 0);
        Matrix y = bound.forward(x, logDet);
        return y.array().mul(w.array()).sumNumber().doubleValue()
                + logDet.array().mul(v.array()).sumNumber().doubleValue();
    }

    double step(Matrix x) {
        double loss = loss(x);
        dx = bound.backward(w, v);
        return loss;
    }
}
