package io.github.lrmfspark.architecture;

import static java.lang.Math.addExact;
import static java.lang.Math.multiplyExact;

import io.github.lrmfspark.architecture.Architecture.Model;
import io.github.lrmfspark.flow.ImageShape;

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

    private ParameterCount() {}

    /**
     * {@return the size P of {@link Flows#transform}}
     *
     * @param options the family and its size
     * @param dimension D
     * @throws ArithmeticException if it is beyond a long
     */
    public static long ofTransform(FlowOptions options, int dimension) {
        return options.kind().architecture().parameters(Model.TRANSFORM, options, dimension);
    }

    /**
     * {@return the size P of {@link Flows#density}}
     *
     * @param options the family and its size
     * @param dimension D
     * @throws ArithmeticException if it is beyond a long
     */
    public static long ofDensity(FlowOptions options, int dimension) {
        return options.kind().architecture().parameters(Model.DENSITY, options, dimension);
    }

    /** Of a full linear layer. */
    static long linear(long dimension) {
        return multiplyExact(dimension, dimension + 1);
    }

    /** Of an ActNorm. */
    static long actNorm(long dimension) {
        return 2 * dimension;
    }

    /** Of a network of the options' hidden layers. */
    static long dense(FlowOptions options, long inputs, long outputs) {
        long hidden = options.hidden();
        return sum(
                multiplyExact(inputs + 1, hidden),
                multiplyExact(options.hiddenLayers() - 1, multiplyExact(hidden + 1, hidden)),
                multiplyExact(hidden + 1, outputs));
    }

    /** Of the network of a coupling of images with so many channels. */
    static long convolution(FlowOptions options, long channels) {
        long filters = options.hidden();
        return sum(
                multiplyExact(ImageShape.NEIGHBOURS * channels / 2, filters),
                filters,
                multiplyExact(filters, filters + 1),
                multiplyExact(multiplyExact(filters, ImageShape.NEIGHBOURS), channels),
                channels);
    }

    /** The exact sum. */
    static long sum(long... counts) {
        long sum = 0;
        for (long count : counts) {
            sum = addExact(sum, count);
        }
        return sum;
    }
}
