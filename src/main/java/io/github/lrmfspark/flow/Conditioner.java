package io.github.lrmfspark.flow;

import static io.github.lrmfspark.kernel.Kernels.Product.LEFT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The network of a coupling: h_0 = x, h_{l+1} = max(0, h_l W_l + b_l), head = h_L W_L + b_L.
 *
 * <p>The last layer starts at zero, so that a coupling starts as the identity; the others start uniform on ±1/√inputs.
 */
final class Conditioner implements Serializable {
    private static final long serialVersionUID = 1;

    private final int[] widths;
    private final ParameterSpec spec;

    /** A network from {@code inputs} over {@code hiddenLayers} layers of {@code hidden} units to {@code outputs}. */
    Conditioner(int inputs, int hidden, int hiddenLayers, int outputs) {
        if (hidden < 1 || hiddenLayers < 1) {
            throw new IllegalArgumentException("Expected at least one hidden layer of at least one unit; found "
                    + hiddenLayers + " layers of " + hidden + " units");
        }
        widths = new int[hiddenLayers + 2];
        Arrays.fill(widths, hidden);
        widths[0] = inputs;
        widths[hiddenLayers + 1] = outputs;
        ParameterSpec blocks = ParameterSpec.EMPTY;
        for (int l = 0; l <= hiddenLayers; l++) {
            blocks = blocks.and("weight" + l, widths[l], widths[l + 1]).and("bias" + l, 1, widths[l + 1]);
        }
        spec = blocks;
    }

    ParameterSpec parameterSpec() {
        return spec;
    }

    Bound bind(Binding binding) {
        return new Bound(binding, widths);
    }

    /** The network with its numbers and buffers. */
    static final class Bound {
        private final Kernels kernels;
        private final int last;
        private final Matrix[] weight;
        private final Matrix[] bias;
        private final Matrix[] weightGradient;
        private final Matrix[] biasGradient;
        private final Matrix[] output;
        private final Matrix[] outputGradient;
        private Matrix x;

        Bound(Binding binding, int[] widths) {
            kernels = binding.kernels();
            last = widths.length - 2;
            weight = new Matrix[last + 1];
            bias = new Matrix[last + 1];
            weightGradient = new Matrix[last + 1];
            biasGradient = new Matrix[last + 1];
            output = new Matrix[last + 1];
            outputGradient = new Matrix[last + 1];
            for (int l = 0; l <= last; l++) {
                weight[l] = binding.values().matrix("weight" + l);
                bias[l] = binding.values().matrix("bias" + l);
                weightGradient[l] = binding.gradient().matrix("weight" + l);
                biasGradient[l] = binding.gradient().matrix("bias" + l);
                output[l] = binding.buffer(widths[l + 1]);
                outputGradient[l] = binding.buffer(widths[l + 1]);
            }
            x = output[0];
        }

        void initialise(RandomGenerator random) {
            for (int l = 0; l < last; l++) {
                double bound = 1 / Math.sqrt(weight[l].rows());
                uniform(weight[l], bound, random);
                uniform(bias[l], bound, random);
            }
            kernels.fill(weight[last], 0);
            kernels.fill(bias[last], 0);
        }

        private static void uniform(Matrix m, double bound, RandomGenerator random) {
            for (int j = 0; j < m.columns(); j++) {
                for (int i = 0; i < m.rows(); i++) {
                    m.put(i, j, random.nextDouble(-bound, bound));
                }
            }
        }

        /** head [N, outputs] of x [N, inputs]. */
        Matrix forward(Matrix x) {
            this.x = x;
            Matrix h = x;
            for (int l = 0; l <= last; l++) {
                kernels.gemm(PLAIN, h, weight[l], 0, output[l]);
                h = output[l];
                if (l < last) {
                    kernels.addBiasRelu(h, bias[l]);
                } else {
                    kernels.addBias(h, bias[l]);
                }
            }
            return h;
        }

        /** Where the loss' gradient in the head is to be written before {@link #backward}. */
        Matrix headGradient() {
            return outputGradient[last];
        }

        /** Writes the parameters' gradient and adds the gradient in x to {@code dx}. */
        void backward(Matrix dx) {
            kernels.columnSums(outputGradient[last], biasGradient[last]);
            for (int l = last; l > 0; l--) {
                kernels.gemm(LEFT_TRANSPOSED, output[l - 1], outputGradient[l], 0, weightGradient[l]);
                kernels.gemm(RIGHT_TRANSPOSED, outputGradient[l], weight[l], 0, outputGradient[l - 1]);
                kernels.reluBackward(output[l - 1], outputGradient[l - 1], biasGradient[l - 1]);
            }
            kernels.gemm(LEFT_TRANSPOSED, x, outputGradient[0], 0, weightGradient[0]);
            kernels.gemm(RIGHT_TRANSPOSED, outputGradient[0], weight[0], 1, dx);
        }
    }
}
