package io.github.lrmfspark.flow;

import static io.github.lrmfspark.kernel.Kernels.Product.LEFT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A multilayer perceptron: h_0 = x, h_{l+1} = max(0, h_l W_l + b_l), head = h_L W_L + b_L. Its gradients:
 *
 * <pre>
 *   dW_l = h_lᵀ da_l,   db_l = Σ_n da_l,   dh_l = da_l W_lᵀ,   da_{l−1} = dh_l ⊙ 1[h_l ≠ 0]
 * </pre>
 *
 * <p>a_l is what a layer gives before the maximum, and da_L = dHead. At 0 the slope is taken as 0.
 *
 * <p>The flat vector has {@code weight0} [inputs, hidden], {@code bias0} [1, hidden], and so on to the last
 * layer's {@code weightL} [hidden, outputs] and {@code biasL}. Hidden layers start at random
 * ({@link Conditioner#initialise}), the last one at zero: so a coupling starts as the identity, and in the
 * first step only the last layer is moved.
 *
 * <p>A pass costs 2 N Σ_l |W_l| floating-point operations and the way back twice as many. Every layer keeps its
 * output and the gradient in it, 2 N hidden numbers.
 */
final class DenseConditioner implements Conditioner {
    private static final long serialVersionUID = 1;

    private final int[] widths;
    private final ParameterSpec spec;

    /**
     * A network from {@code inputs} over {@code hiddenLayers} layers of {@code hidden} units to
     * {@code outputs}.
     *
     * @throws IllegalArgumentException if there is no hidden layer or no unit in it
     */
    DenseConditioner(int inputs, int hidden, int hiddenLayers, int outputs) {
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

    @Override
    public ParameterSpec parameterSpec() {
        return spec;
    }

    @Override
    public Computation bind(Binding binding) {
        return new Layers(binding, widths);
    }

    /** The layers' numbers and outputs. x is the input of the last pass, kept for dW_0. */
    private static final class Layers implements Computation {
        private final Kernels kernels;
        private final int last;
        private final Matrix[] weight;
        private final Matrix[] bias;
        private final Matrix[] weightGradient;
        private final Matrix[] biasGradient;
        private final Matrix[] output;
        private final Matrix[] outputGradient;
        private Matrix x;

        Layers(Binding binding, int[] widths) {
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

        @Override
        public void initialise(RandomGenerator random) {
            for (int l = 0; l < last; l++) {
                Conditioner.initialise(weight[l], bias[l], random);
            }
            kernels.fill(weight[last], 0);
            kernels.fill(bias[last], 0);
        }

        @Override
        public Matrix forward(Matrix x) {
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

        @Override
        public Matrix headGradient() {
            return outputGradient[last];
        }

        /** From the last layer down; the gradient in x alone is added to what is there. */
        @Override
        public void backward(Matrix dx) {
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
