package io.github.lrmfspark.flow;

import static io.github.lrmfspark.flow.ImageShape.NEIGHBOURS;
import static io.github.lrmfspark.kernel.Kernels.Product.LEFT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.random.RandomGenerator;

/**
 * A convolutional network of three layers on images of C channels, with F filters and O channels of output:
 *
 * <pre>
 *   h_1[p] = max(0, Σ_δ x[p + δ] W_0δ + b_0)      3×3
 *   h_2[p] = max(0, h_1[p] W_1 + b_1)             1×1
 *   head[p] = Σ_δ h_2[p + δ] W_2δ + b_2           3×3
 * </pre>
 *
 * <p>δ runs over the neighbourhood of pixel p, and beyond the edge the pixel of the edge is taken. Each layer
 * is one product over all pixels of a batch: the first after the neighbours were laid side by side, the last
 * before they are added up, so that it is the few channels of x and head that are moved, and never the F
 * filters.
 *
 * <p>The flat vector has {@code weight0} [9 C, F], whose row δ C + c belongs to channel c of neighbour δ,
 * {@code weight1} [F, F] and {@code weight2} [F, 9 O], whose column δ O + o belongs to output o, each with its
 * bias after it: P = 9 C F + F² + 9 F O + 2 F + O. The last layer starts at zero, as in the paper.
 *
 * <p>A pass costs 2 N H W (9 C F + F² + 9 F O) floating-point operations and the way back twice as many.
 * Buffers, with their gradients, have 2 N H W (9 C + 2 F + 10 O) numbers.
 *
 * <p>References: Kingma, Dhariwal, "Glow", NeurIPS 2018, section 3.3.
 */
final class ConvolutionalConditioner implements Conditioner {
    private static final long serialVersionUID = 1;

    private final ImageShape shape;
    private final int filters;
    private final int outputs;
    private final ParameterSpec spec;

    /**
     * A network from images of {@code shape} to images with {@code outputs} channels.
     *
     * @throws IllegalArgumentException if there is no filter
     */
    ConvolutionalConditioner(ImageShape shape, int filters, int outputs) {
        if (filters < 1) {
            throw new IllegalArgumentException("Expected at least one filter; found " + filters);
        }
        this.shape = shape;
        this.filters = filters;
        this.outputs = outputs;
        this.spec = ParameterSpec.EMPTY
                .and("weight0", NEIGHBOURS * shape.channels(), filters)
                .and("bias0", 1, filters)
                .and("weight1", filters, filters)
                .and("bias1", 1, filters)
                .and("weight2", filters, NEIGHBOURS * outputs)
                .and("bias2", 1, outputs);
    }

    @Override
    public ParameterSpec parameterSpec() {
        return spec;
    }

    @Override
    public Computation bind(Binding binding) {
        return new Convolutions(binding);
    }

    /** Column (δ C + c) P + p of what lies side by side is column c P + (p + δ) of the image. */
    private int[] neighbours(int channels) {
        int pixels = shape.pixels();
        int[] columns = new int[NEIGHBOURS * channels * pixels];
        for (int direction = 0; direction < NEIGHBOURS; direction++) {
            int[] neighbours = shape.neighbours(direction);
            for (int c = 0; c < channels; c++) {
                for (int p = 0; p < pixels; p++) {
                    columns[(direction * channels + c) * pixels + p] = c * pixels + neighbours[p];
                }
            }
        }
        return columns;
    }

    /**
     * The three layers. {@code neighbourOf} and {@code besides} say which columns of x lie side by side where;
     * {@code sideOf} and {@code headOf} which of the last product are added into which of the head.
     */
    private final class Convolutions implements Computation {
        private final Kernels kernels;
        private final Matrix[] weight = new Matrix[3];
        private final Matrix[] bias = new Matrix[3];
        private final Matrix[] weightGradient = new Matrix[3];
        private final Matrix[] biasGradient = new Matrix[3];
        private final Layer neighbourhood;
        private final Layer first;
        private final Layer second;
        private final Layer sides;
        private final Layer head;
        private final int[] neighbourOf = neighbours(shape.channels());
        private final int[] besides = new int[NEIGHBOURS * shape.dimension()];
        private final int[] sideOf = new int[NEIGHBOURS * outputs * shape.pixels()];
        private final int[] headOf = new int[sideOf.length];

        Convolutions(Binding binding) {
            kernels = binding.kernels();
            for (int l = 0; l < 3; l++) {
                weight[l] = binding.values().matrix("weight" + l);
                bias[l] = binding.values().matrix("bias" + l);
                weightGradient[l] = binding.gradient().matrix("weight" + l);
                biasGradient[l] = binding.gradient().matrix("bias" + l);
            }
            kernels.reserve(binding.batchSize() * shape.pixels());
            neighbourhood = new Layer(binding, NEIGHBOURS * shape.channels());
            first = new Layer(binding, filters);
            second = new Layer(binding, filters);
            sides = new Layer(binding, NEIGHBOURS * outputs);
            head = new Layer(binding, outputs);
            for (int k = 0; k < besides.length; k++) {
                besides[k] = k;
            }
            int[] from = neighbours(outputs);
            for (int k = 0; k < from.length; k++) {
                int block = k / (outputs * shape.pixels()) * outputs * shape.pixels();
                sideOf[k] = block + from[k];
                headOf[k] = k - block;
            }
        }

        @Override
        public void initialise(RandomGenerator random) {
            Conditioner.initialise(weight[0], bias[0], random);
            Conditioner.initialise(weight[1], bias[1], random);
            kernels.fill(weight[2], 0);
            kernels.fill(bias[2], 0);
        }

        /**
         * x laid side by side, two layers, and the head as the sum head[p] = Σ_δ sides_δ[p + δ] with sides_δ =
         * h_2 W_2δ.
         */
        @Override
        public Matrix forward(Matrix x) {
            kernels.permute(x, neighbourOf, neighbourhood.images);
            kernels.gemm(PLAIN, neighbourhood.pixels, weight[0], 0, first.pixels);
            kernels.addBiasRelu(first.pixels, bias[0]);
            kernels.gemm(PLAIN, first.pixels, weight[1], 0, second.pixels);
            kernels.addBiasRelu(second.pixels, bias[1]);
            kernels.gemm(PLAIN, second.pixels, weight[2], 0, sides.pixels);
            kernels.fill(head.images, 0);
            kernels.addColumns(sides.images, sideOf, head.images, headOf);
            kernels.addBias(head.pixels, bias[2]);
            return head.images;
        }

        @Override
        public Matrix headGradient() {
            return head.imagesGradient;
        }

        /**
         * The same steps from the end: dsides_δ[q] = Σ dhead[p] over the p whose neighbour δ is q, and dx[q]
         * likewise. At the edge one pixel is neighbour of several, so both are sums.
         */
        @Override
        public void backward(Matrix dx) {
            kernels.columnSums(head.gradient, biasGradient[2]);
            kernels.fill(sides.imagesGradient, 0);
            kernels.addColumns(head.imagesGradient, headOf, sides.imagesGradient, sideOf);
            kernels.gemm(LEFT_TRANSPOSED, second.pixels, sides.gradient, 0, weightGradient[2]);
            kernels.gemm(RIGHT_TRANSPOSED, sides.gradient, weight[2], 0, second.gradient);
            kernels.reluBackward(second.pixels, second.gradient, biasGradient[1]);
            kernels.gemm(LEFT_TRANSPOSED, first.pixels, second.gradient, 0, weightGradient[1]);
            kernels.gemm(RIGHT_TRANSPOSED, second.gradient, weight[1], 0, first.gradient);
            kernels.reluBackward(first.pixels, first.gradient, biasGradient[0]);
            kernels.gemm(LEFT_TRANSPOSED, neighbourhood.pixels, first.gradient, 0, weightGradient[0]);
            kernels.gemm(RIGHT_TRANSPOSED, first.gradient, weight[0], 0, neighbourhood.gradient);
            kernels.addColumns(neighbourhood.imagesGradient, besides, dx, neighbourOf);
        }
    }

    /** What a layer gives and the loss' gradient in it, as images [N, C P] and as pixels [N P, C]. */
    private final class Layer {
        final Matrix images;
        final Matrix pixels;
        final Matrix imagesGradient;
        final Matrix gradient;

        Layer(Binding binding, int channels) {
            images = binding.buffer(channels * shape.pixels());
            pixels = images.reshape(binding.batchSize() * shape.pixels(), channels);
            imagesGradient = binding.buffer(channels * shape.pixels());
            gradient = imagesGradient.reshape(binding.batchSize() * shape.pixels(), channels);
        }
    }
}
