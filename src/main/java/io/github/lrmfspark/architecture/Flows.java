package io.github.lrmfspark.architecture;

import io.github.lrmfspark.architecture.Architecture.Model;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Chain;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.Partial;
import io.github.lrmfspark.flow.Permute;
import io.github.lrmfspark.flow.StandardNormal;
import io.github.lrmfspark.flow.TransformedDistribution;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The flows of an aligner, and what else is put together of bijectors whatever the family. */
public final class Flows {
    private static final long TRANSFORM = 0x7472616e73666f72L;
    private static final long DENSITY = 0x64656e7369747900L;

    private Flows() {}

    /**
     * {@return T, which starts as the identity}
     *
     * @param options the family and its size
     * @param dimension D
     * @param seed draws the permutations of T
     */
    public static Bijector transform(FlowOptions options, int dimension, long seed) {
        return options.kind().architecture().flow(Model.TRANSFORM, options, dimension, seed ^ TRANSFORM);
    }

    /**
     * {@return the layer that T begins with} While the rest of T is the identity, as it is at the start, this one is all of T.
     *
     * @param dimension D
     */
    public static Bijector firstLayer(int dimension) {
        return LuLinear.of(dimension);
    }

    /**
     * {@return a map of some coordinates of R^D, in their order, that leaves the others where they are}
     *
     * @param coordinates ascending, numbers in 0 … D − 1, as many as {@code map} has
     * @param map of these coordinates alone
     * @param dimension D
     * @throws IllegalArgumentException if the coordinates are not ascending, some of D, and as many as {@code map} has
     */
    public static Bijector on(int[] coordinates, Bijector map, int dimension) {
        IntStream others = IntStream.range(0, dimension).filter(j -> Arrays.binarySearch(coordinates, j) < 0);
        Permute first =
                Permute.of(IntStream.concat(Arrays.stream(coordinates), others).toArray());
        if (coordinates.length != map.dimension()) {
            throw new IllegalArgumentException(
                    "Expected " + map.dimension() + " coordinates for the map; found " + coordinates.length);
        }
        return Chain.of(first, Partial.of(map, dimension), first.inverse());
    }

    /**
     * {@return p, a density in the same family, whose ActNorms start from data}
     *
     * @param options the family and its size
     * @param dimension D
     * @param seed draws the permutations of p, others than those of T
     */
    public static TransformedDistribution density(FlowOptions options, int dimension, long seed) {
        return normal(options.kind().architecture().flow(Model.DENSITY, options, dimension, seed ^ DENSITY));
    }

    /** The density of vectors that a map brings to a standard normal. */
    private static TransformedDistribution normal(Bijector map) {
        return TransformedDistribution.of(map, StandardNormal.of(map.dimension()));
    }

    /**
     * {@return a Gaussian with a free mean and a full covariance}
     *
     * @param dimension D
     */
    public static TransformedDistribution gaussian(int dimension) {
        return normal(LuLinear.of(dimension));
    }
}
