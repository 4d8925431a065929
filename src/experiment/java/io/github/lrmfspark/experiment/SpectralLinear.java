package io.github.lrmfspark.experiment;

import static io.github.lrmfspark.kernel.Kernels.Product.LEFT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.ParameterSpec;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * A linear layer that stretches no vector by more than 1:
 *
 * <pre>
 *   y = x W / σ + b,   σ the largest singular value of W
 * </pre>
 *
 * <p>σ comes from one power iteration each time the parameters are prepared, which goes on from a singular vector v that is kept
 * among them: u = W v / ‖W v‖, v ← Wᵀ u / ‖Wᵀ u‖, σ = ‖Wᵀ u‖. u and v count as constants in the gradient, and v's own is 0.
 *
 * <p>Reference: Miyato, Kataoka, Koyama, Yoshida, "Spectral normalization for generative adversarial networks", ICLR 2018.
 *
 * @param inputs of the layer
 * @param outputs of the layer
 */
record SpectralLinear(int inputs, int outputs) implements Serializable {
    private static final int FIRST_ITERATIONS = 20;

    ParameterSpec parameterSpec() {
        return ParameterSpec.EMPTY
                .and("weight", inputs, outputs)
                .and("bias", 1, outputs)
                .and("direction", outputs, 1);
    }

    Computation bind(Binding binding) {
        return new Computation(binding, inputs, outputs);
    }

    /** The layer with its numbers and buffers. */
    static final class Computation {
        private final Kernels kernels;
        private final Matrix weight;
        private final Matrix bias;
        private final Matrix v;
        private final Matrix weightGradient;
        private final Matrix biasGradient;
        private final Matrix vGradient;
        private final Matrix u;
        private final Matrix normalised;
        private final Matrix y;
        private final Matrix dx;
        private double sigma;
        private Matrix x;

        Computation(Binding binding, int inputs, int outputs) {
            kernels = binding.kernels();
            weight = binding.values().matrix("weight");
            bias = binding.values().matrix("bias");
            v = binding.values().matrix("direction");
            weightGradient = binding.gradient().matrix("weight");
            biasGradient = binding.gradient().matrix("bias");
            vGradient = binding.gradient().matrix("direction");
            u = Matrix.zeros(kernels.type(), inputs, 1);
            normalised = Matrix.zeros(kernels.type(), inputs, outputs);
            y = binding.buffer(outputs);
            dx = binding.buffer(inputs);
            x = dx;
        }

        /** Weights uniform on ±1/√inputs, no bias, and v near the first singular vector. */
        void initialise(RandomGenerator random) {
            double bound = 1 / Math.sqrt(weight.rows());
            for (int j = 0; j < weight.columns(); j++) {
                for (int i = 0; i < weight.rows(); i++) {
                    weight.put(i, j, random.nextDouble(-bound, bound));
                }
                v.put(j, 0, random.nextGaussian());
            }
            kernels.fill(bias, 0);
            for (int i = 0; i < FIRST_ITERATIONS; i++) {
                prepare();
            }
        }

        /** One power iteration, which moves v. */
        void prepare() {
            kernels.gemm(PLAIN, weight, v, 0, u);
            scaleToOne(u);
            kernels.gemm(LEFT_TRANSPOSED, weight, u, 0, v);
            sigma = scaleToOne(v);
            for (int j = 0; j < weight.columns(); j++) {
                for (int i = 0; i < weight.rows(); i++) {
                    normalised.put(i, j, weight.value(i, j) / sigma);
                }
            }
        }

        /** Divides a vector by its length, which is returned. */
        private static double scaleToOne(Matrix vector) {
            double squares = 0;
            for (int i = 0; i < vector.rows(); i++) {
                squares += vector.value(i, 0) * vector.value(i, 0);
            }
            double length = Math.sqrt(squares);
            for (int i = 0; i < vector.rows(); i++) {
                vector.put(i, 0, vector.value(i, 0) / length);
            }
            return length;
        }

        /** y [N, outputs]. */
        Matrix forward(Matrix x) {
            this.x = x;
            kernels.gemm(PLAIN, x, normalised, 0, y);
            kernels.addBias(y, bias);
            return y;
        }

        /** y = max(0, x W / σ + b) [N, outputs]. */
        Matrix forwardRelu(Matrix x) {
            this.x = x;
            kernels.gemm(PLAIN, x, normalised, 0, y);
            kernels.addBiasRelu(y, bias);
            return y;
        }

        /** Writes the parameters' gradient and returns dx [N, inputs]. */
        Matrix backward(Matrix dy) {
            kernels.columnSums(dy, biasGradient);
            return backwardThroughWeight(dy);
        }

        /** The same after {@link #forwardRelu}; overwrites dy. */
        Matrix backwardRelu(Matrix dy) {
            kernels.reluBackward(y, dy, biasGradient);
            return backwardThroughWeight(dy);
        }

        /** With Ŵ = W / σ: dW = (dŴ − ⟨dŴ, Ŵ⟩ u vᵀ) / σ. */
        private Matrix backwardThroughWeight(Matrix dy) {
            kernels.gemm(LEFT_TRANSPOSED, x, dy, 0, weightGradient);
            double along = 0;
            for (int j = 0; j < weight.columns(); j++) {
                for (int i = 0; i < weight.rows(); i++) {
                    along += weightGradient.value(i, j) * normalised.value(i, j);
                }
            }
            for (int j = 0; j < weight.columns(); j++) {
                for (int i = 0; i < weight.rows(); i++) {
                    double less = along * u.value(i, 0) * v.value(j, 0);
                    weightGradient.put(i, j, (weightGradient.value(i, j) - less) / sigma);
                }
            }
            kernels.fill(vGradient, 0);
            kernels.gemm(RIGHT_TRANSPOSED, dy, normalised, 0, dx);
            return dx;
        }
    }
}
