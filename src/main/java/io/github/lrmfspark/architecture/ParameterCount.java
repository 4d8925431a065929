package io.github.lrmfspark.architecture;

import static java.lang.Math.addExact;
import static java.lang.Math.multiplyExact;

import io.github.lrmfspark.flow.AffineCoupling;
import io.github.lrmfspark.flow.ImageShape;
import io.github.lrmfspark.kernel.Kernels;

/**
 * How many numbers the flows of {@link Flows} have, counted from their options before any of them is built.
 *
 * <pre>
 *   linear(D) = D² + D,   actNorm(D) = 2 D,   dense(I, O) = (I + 1) H + (L − 1) (H + 1) H + (H + 1) O
 *   coupling(D, d) = dense(D − d, g d)           d coordinates moved by g numbers each
 *   field(D) = H + dense(D, D)
 *   convolution(C) = 9/2 C H + H + (H + 1) H + 9 H C + C
 * </pre>
 *
 * <p>with H units in each of L hidden layers, or H filters.
 */
public final class ParameterCount {
    private final FlowOptions options;
    private final boolean ofDensity;

    private ParameterCount(FlowOptions options, boolean ofDensity) {
        this.options = options;
        this.ofDensity = ofDensity;
    }

    /**
     * The size of {@link Flows#transform}.
     *
     * @throws ArithmeticException if it is beyond a long
     */
    public static long ofTransform(FlowOptions options, int dimension) {
        return new ParameterCount(options, false).of(dimension);
    }

    /**
     * The size of {@link Flows#density}.
     *
     * @throws ArithmeticException if it is beyond a long
     */
    public static long ofDensity(FlowOptions options, int dimension) {
        return new ParameterCount(options, true).of(dimension);
    }

    private long of(long dimension) {
        return switch (options.kind()) {
            case AFFINE -> linear(dimension);
            case FFJORD ->
                sum(
                        ofDensity ? actNorm(dimension) : 0,
                        linear(dimension),
                        options.hidden(),
                        dense(dimension, dimension));
            case REAL_NVP, GLOW, SPLINE ->
                options.image() == null ? couplings(dimension) : images(dimension, options.image());
        };
    }

    private long couplings(long dimension) {
        long groups = (options.couplings() + Flows.together(options) - 1L) / Flows.together(options);
        long linears = dimension > 2 || options.kind() == FlowOptions.Kind.GLOW ? groups : 1;
        long half = dimension / 2;
        return sum(
                ofDensity ? multiplyExact(groups, actNorm(dimension)) : 0,
                multiplyExact(linears, linear(dimension)),
                multiplyExact(groups, coupling(dimension, dimension - half)),
                multiplyExact(options.couplings() - groups, coupling(dimension, half)));
    }

    private long coupling(long dimension, long moved) {
        int numbers =
                options.kind() == FlowOptions.Kind.SPLINE ? Kernels.SPLINE_NUMBERS : AffineCoupling.SCALE_AND_SHIFT;
        return dense(dimension - moved, multiplyExact(numbers, moved));
    }

    private long images(long dimension, ImageShape image) {
        long count = ofDensity ? 0 : linear(dimension);
        ImageShape whole = image;
        for (int level = 0; level < Flows.LEVELS && whole.squeezes(); level++) {
            ImageShape shape = whole.squeezed();
            long channels = shape.channels();
            long step = sum(ofDensity ? actNorm(channels) : 0, linear(channels), convolution(channels));
            count = addExact(count, multiplyExact(options.couplings(), step));
            whole = shape.withChannels(shape.channels() / 2);
        }
        return count;
    }

    private long convolution(long channels) {
        long filters = options.hidden();
        return sum(
                multiplyExact(ImageShape.NEIGHBOURS * channels / 2, filters),
                filters,
                multiplyExact(filters, filters + 1),
                multiplyExact(multiplyExact(filters, ImageShape.NEIGHBOURS), channels),
                channels);
    }

    private long dense(long inputs, long outputs) {
        long hidden = options.hidden();
        return sum(
                multiplyExact(inputs + 1, hidden),
                multiplyExact(options.hiddenLayers() - 1, multiplyExact(hidden + 1, hidden)),
                multiplyExact(hidden + 1, outputs));
    }

    private static long linear(long dimension) {
        return multiplyExact(dimension, dimension + 1);
    }

    private static long actNorm(long dimension) {
        return 2 * dimension;
    }

    private static long sum(long... counts) {
        long sum = 0;
        for (long count : counts) {
            sum = addExact(sum, count);
        }
        return sum;
    }
}
