package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One map f of R^C at every pixel of an image with C channels: y[n, ·, p] = f(x[n, ·, p]), log|det| = Σ_p of
 * f's.
 *
 * <p>Of {@link ActNorm} it makes Glow's activation normalisation, with a scale and a shift per channel, and of
 * {@link LuLinear} its invertible 1×1 convolution, with log|det| = P Σ_j d_j for P pixels. All pixels share f's
 * parameters, which are the only ones, so their gradient is a sum over pixels too.
 *
 * <p>Since a batch is stored column by column and an image channel by channel, the batch [N, C P] is a matrix
 * of pixels [N P, C] as it lies: f is bound for batches of N P rows, row p N + n being pixel p of image n. A
 * batch whose columns lie apart, such as a view of the rows of a larger one, is copied first.
 *
 * <p>On the way back each pixel gets its image's dLogDet, since logDet_n = Σ_p logDet_np.
 *
 * <p>References: Kingma, Dhariwal, "Glow", NeurIPS 2018, sections 3.1 and 3.2.
 */
public final class Pixelwise implements Bijector {
    private static final long serialVersionUID = 1;

    private final Bijector map;
    private final int pixels;

    private Pixelwise(Bijector map, int pixels) {
        this.map = map;
        this.pixels = pixels;
    }

    /**
     * {@code map}, whose dimension is the number of channels, at each of {@code pixels} pixels.
     *
     * @param map f, of R^C
     * @param pixels P
     * @return the map of R^{C P}
     * @throws IllegalArgumentException if there is no pixel
     */
    public static Pixelwise of(Bijector map, int pixels) {
        return new Pixelwise(map, Dimensions.atLeast(1, pixels, "pixels"));
    }

    @Override
    public int dimension() {
        return map.dimension() * pixels;
    }

    @Override
    public ParameterSpec parameterSpec() {
        return map.parameterSpec();
    }

    @Override
    public Computation bind(Binding binding) {
        return new AtEveryPixel(binding);
    }

    /** f on batches of pixels. {@code logDets} [N, P] has the log|det|s of the pixels, and is [N P, 1] to f. */
    private final class AtEveryPixel implements Computation {
        private final Binding binding;
        private final Kernels kernels;
        private final Computation inner;
        private final Matrix logDets;
        private final Matrix logDetOfPixels;
        private final int[] eachPixel = new int[pixels];
        private final int[] firstColumn = new int[pixels];
        private final Pixels in;
        private final Pixels gradient;
        private @Nullable Matrix from;
        private @Nullable Matrix result;

        AtEveryPixel(Binding binding) {
            this.binding = binding;
            kernels = binding.kernels();
            inner = map.bind(binding.withBatchSize(binding.batchSize() * pixels));
            logDets = binding.buffer(pixels);
            logDetOfPixels = logDets.reshape(binding.batchSize() * pixels, 1);
            for (int p = 0; p < pixels; p++) {
                eachPixel[p] = p;
            }
            in = new Pixels();
            gradient = new Pixels();
        }

        /**
         * From all pixels of the sample together: an {@link ActNorm} takes mean and variance over N P numbers
         * per channel.
         */
        @Override
        public void initialise(Matrix x, RandomGenerator random) {
            inner.initialise(in.of(x), random);
        }

        @Override
        public void prepare() {
            inner.prepare();
        }

        @Override
        public Matrix forward(Matrix x, Matrix logDet) {
            kernels.fill(logDets, 0);
            Matrix y = inner.forward(in.of(x), logDetOfPixels);
            kernels.addColumns(logDets, eachPixel, logDet, firstColumn);
            return image(y);
        }

        @Override
        public Matrix backward(Matrix dy, Matrix dLogDet) {
            kernels.permute(dLogDet, firstColumn, logDets);
            return image(inner.backward(gradient.of(dy), logDetOfPixels));
        }

        @Override
        public Matrix inverse(Matrix y, Matrix logDet) {
            kernels.fill(logDets, 0);
            Matrix x = inner.inverse(in.of(y), logDetOfPixels);
            kernels.addColumns(logDets, eachPixel, logDet, firstColumn);
            return image(x);
        }

        @Override
        public Matrix inverseBackward(Matrix dx, Matrix dLogDet) {
            kernels.permute(dLogDet, firstColumn, logDets);
            return image(inner.inverseBackward(gradient.of(dx), logDetOfPixels));
        }

        /** Pixels [N P, C] as images [N, C P]; the view is made anew only when another matrix comes. */
        private Matrix image(Matrix of) {
            Matrix last = result;
            if (last == null || from != of) {
                last = of.reshape(binding.batchSize(), dimension());
                from = of;
                result = last;
            }
            return last;
        }

        /** Images [N, C P] as pixels [N P, C]: a view, or where columns lie apart a copy. */
        private final class Pixels {
            private @Nullable Matrix whole;
            private @Nullable Matrix pixelsOfWhole;
            private @Nullable Matrix copy;

            Matrix of(Matrix images) {
                Matrix known = pixelsOfWhole;
                if (known == null || images != whole) {
                    copy = images.isContiguous() ? null : binding.buffer(dimension());
                    known = (copy == null ? images : copy).reshape(binding.batchSize() * pixels, map.dimension());
                    whole = images;
                    pixelsOfWhole = known;
                }
                if (copy != null) {
                    kernels.copy(images, copy);
                }
                return known;
            }
        }
    }
}
