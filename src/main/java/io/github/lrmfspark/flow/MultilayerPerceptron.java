package io.github.lrmfspark.flow;

import static io.github.lrmfspark.kernel.Kernels.Product.LEFT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.Arrays;
import java.util.List;
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
 * first step only the last layer is moved. With L = 0 hidden layers the head is affine in x.
 *
 * <p>A pass costs 2 N Σ_l |W_l| floating-point operations and the way back twice as many. Every layer keeps its
 * output and the gradient in it, 2 N hidden numbers.
 */
public final class MultilayerPerceptron implements Conditioner {
    private static final long serialVersionUID = 1;
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private final int[] widths;
    private final ParameterSpec spec;

    private MultilayerPerceptron(int[] widths) {
        this.widths = widths;
        ParameterSpec blocks = ParameterSpec.EMPTY;
        for (int l = 0; l < widths.length - 1; l++) {
            blocks = blocks.and(WEIGHT + l, widths[l], widths[l + 1]).and(BIAS + l, 1, widths[l + 1]);
        }
        spec = blocks;
    }

    /**
     * A network of these widths: those of x, of every hidden layer and of the head.
     *
     * @param widths two or more
     * @return the network
     * @throws IllegalArgumentException if there are fewer than two, or one is less than 1
     */
    public static MultilayerPerceptron of(int... widths) {
        if (widths.length < 2 || Arrays.stream(widths).anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException(
                    "Expected two widths or more, each at least 1; found " + Arrays.toString(widths));
        }
        return new MultilayerPerceptron(widths.clone());
    }

    /**
     * The network of a coupling, from {@code inputs} over {@code hiddenLayers} layers of {@code hidden} units to {@code
     * outputs}.
     *
     * @throws IllegalArgumentException if there is no hidden layer or no unit in it
     */
    static MultilayerPerceptron ofCoupling(int inputs, int hidden, int hiddenLayers, int outputs) {
        if (hidden < 1 || hiddenLayers < 1) {
            throw new IllegalArgumentException("Expected at least one hidden layer of at least one unit; found "
                    + hiddenLayers + " layers of " + hidden + " units");
        }
        int[] widths = new int[hiddenLayers + 2];
        Arrays.fill(widths, hidden);
        widths[0] = inputs;
        widths[hiddenLayers + 1] = outputs;
        return new MultilayerPerceptron(widths);
    }

    /** {@return W_0 … W_L, where they lie in the flat vector} */
    public List<ParameterSpec.Block> weights() {
        return spec.blocks().stream()
                .filter(block -> block.name().startsWith(WEIGHT))
                .toList();
    }

    @Override
    public ParameterSpec parameterSpec() {
        return spec;
    }

    @Override
    public Layers bind(Binding binding) {
        return new Layers(binding, widths);
    }

    /** The layers' numbers and outputs; the rules of {@link Bijector.Computation} hold. x is the last pass' input, kept for dW_0. */
    public static final class Layers implements Computation {
        private final Kernels kernels;
        private final int last;
        private final Matrix[] weight;
        private final Matrix[] bias;
        private final Matrix[] weightGradient;
        private final Matrix[] biasGradient;
        private final Matrix[] output;
        private final Matrix[] outputGradient;
        private Matrix x;

        private Layers(Binding binding, int[] widths) {
            kernels = binding.kernels();
            last = widths.length - 2;
            weight = new Matrix[last + 1];
            bias = new Matrix[last + 1];
            weightGradient = new Matrix[last + 1];
            biasGradient = new Matrix[last + 1];
            output = new Matrix[last + 1];
            outputGradient = new Matrix[last + 1];
            for (int l = 0; l <= last; l++) {
                weight[l] = binding.values().matrix(WEIGHT + l);
                bias[l] = binding.values().matrix(BIAS + l);
                weightGradient[l] = binding.gradient().matrix(WEIGHT + l);
                biasGradient[l] = binding.gradient().matrix(BIAS + l);
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

        /** Writes the parameters' gradient alone, where x are data, from the last layer down. */
        public void backward() {
            kernels.columnSums(outputGradient[last], biasGradient[last]);
            for (int l = last; l > 0; l--) {
                kernels.gemm(LEFT_TRANSPOSED, output[l - 1], outputGradient[l], 0, weightGradient[l]);
                kernels.gemm(RIGHT_TRANSPOSED, outputGradient[l], weight[l], 0, outputGradient[l - 1]);
                kernels.reluBackward(output[l - 1], outputGradient[l - 1], biasGradient[l - 1]);
            }
            kernels.gemm(LEFT_TRANSPOSED, x, outputGradient[0], 0, weightGradient[0]);
        }

        /** Adds the gradient in x to what is in dx. */
        @Override
        public void backward(Matrix dx) {
            backward();
            kernels.gemm(RIGHT_TRANSPOSED, outputGradient[0], weight[0], 1, dx);
        }
    }
}
