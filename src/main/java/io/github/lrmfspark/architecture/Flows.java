package io.github.lrmfspark.architecture;

import io.github.lrmfspark.architecture.Architecture.Model;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Chain;
import io.github.lrmfspark.flow.Inverse;
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

    /** T, which starts as the identity. */
    public static Bijector transform(FlowOptions options, int dimension, long seed) {
        return options.kind().architecture().flow(Model.TRANSFORM, options, dimension, seed ^ TRANSFORM);
    }

    /** The layer that T begins with; while the rest of T is the identity, as it is at the start, this one is all of T. */
    public static Bijector firstLayer(int dimension) {
        return LuLinear.of(dimension);
    }

    /**
     * A map of some coordinates of R^D, D = {@code dimension}, in their order; it leaves the others where they are.
     *
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

    /** p, a density in the same family, whose ActNorms start from data. */
    public static TransformedDistribution density(FlowOptions options, int dimension, long seed) {
        return normal(options.kind().architecture().flow(Model.DENSITY, options, dimension, seed ^ DENSITY));
    }

    /** The density of vectors that a map brings to a standard normal. */
    private static TransformedDistribution normal(Bijector map) {
        return TransformedDistribution.of(map, StandardNormal.of(map.dimension()));
    }

    /**
     * T = F_B⁻¹ ∘ F_A, where F_A and F_B are the maps of a density of either domain to their latents. Its parameters are those of
     * the densities, one after the other, so private fits of both are such a T (back to back), and equal numbers in both the identity.
     *
     * @throws IllegalArgumentException if their dimensions differ
     */
    public static Bijector backToBack(TransformedDistribution source, TransformedDistribution target) {
        return Chain.of(source.bijector(), Inverse.of(target.bijector()));
    }

    /** A Gaussian with a free mean and a full covariance. */
    public static TransformedDistribution gaussian(int dimension) {
        return normal(LuLinear.of(dimension));
    }
}
