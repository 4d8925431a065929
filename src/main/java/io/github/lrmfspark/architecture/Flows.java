package io.github.lrmfspark.architecture;

import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.flow.ActNorm;
import io.github.lrmfspark.flow.AffineCoupling;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Chain;
import io.github.lrmfspark.flow.ContinuousFlow;
import io.github.lrmfspark.flow.Coupling.Moved;
import io.github.lrmfspark.flow.ImageShape;
import io.github.lrmfspark.flow.Inverse;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.Mixture;
import io.github.lrmfspark.flow.Partial;
import io.github.lrmfspark.flow.Permute;
import io.github.lrmfspark.flow.Pixelwise;
import io.github.lrmfspark.flow.SplineCoupling;
import io.github.lrmfspark.flow.StandardNormal;
import io.github.lrmfspark.flow.TransformedDistribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The architectures: the only place that knows how bijectors are put together. */
public final class Flows {
    private static final long TRANSFORM = 0x7472616e73666f72L;
    private static final long DENSITY = 0x64656e7369747900L;
    private static final int INTEGRATION_STEPS = 8;
    static final int LEVELS = 3;

    private Flows() {}

    /** T, which starts as the identity. */
    public static Bijector transform(FlowOptions options, int dimension, long seed) {
        return switch (options.kind()) {
            case AFFINE -> LuLinear.of(dimension);
            case FFJORD -> Chain.of(LuLinear.of(dimension), continuous(options, dimension, seed ^ TRANSFORM));
            case REAL_NVP, GLOW, SPLINE ->
                options.image() != null
                        ? Chain.of(firstLayer(dimension), level(Model.TRANSFORM, options, options.image(), LEVELS))
                        : couplingTransform(options, dimension, new SplittableRandom(seed ^ TRANSFORM));
        };
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
        return switch (options.kind()) {
            case AFFINE -> gaussian(dimension);
            case FFJORD ->
                normalised(
                        ActNorm.of(dimension), LuLinear.of(dimension), continuous(options, dimension, seed ^ DENSITY));
            case REAL_NVP, GLOW, SPLINE ->
                options.image() != null
                        ? normalised(level(Model.DENSITY, options, options.image(), LEVELS))
                        : couplingDensity(options, dimension, new SplittableRandom(seed ^ DENSITY));
        };
    }

    private static TransformedDistribution normalised(Bijector... parts) {
        Bijector all = Chain.of(parts);
        return TransformedDistribution.of(all, StandardNormal.of(all.dimension()));
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
        return TransformedDistribution.of(LuLinear.of(dimension), StandardNormal.of(dimension));
    }

    /** A mixture of so many Gaussians, each with a free mean and a full covariance. */
    public static Mixture gaussianMixture(int dimension, int components) {
        return Mixture.of(Stream.generate(() -> normalised(ActNorm.of(dimension), LuLinear.of(dimension)))
                .limit(components)
                .toList());
    }

    private static ContinuousFlow continuous(FlowOptions options, int dimension, long seed) {
        return ContinuousFlow.of(dimension, options.hidden(), options.hiddenLayers(), INTEGRATION_STEPS, seed);
    }

    private enum Model {
        TRANSFORM,
        DENSITY
    }

    /**
     * One level of a Glow of images and those that follow it: pixels are squeezed into channels, the channels mixed and moved by
     * couplings, and half of them go on to the next level. In the end every pixel is put back in its place.
     */
    private static Bijector level(Model model, FlowOptions options, ImageShape whole, int levels) {
        ImageShape shape = whole.squeezed();
        List<Bijector> parts = new ArrayList<>();
        parts.add(whole.squeeze());
        for (int i = 0; i < options.couplings(); i++) {
            if (model == Model.DENSITY) {
                parts.add(Pixelwise.of(ActNorm.of(shape.channels()), shape.pixels()));
            }
            parts.add(Pixelwise.of(LuLinear.of(shape.channels()), shape.pixels()));
            Moved moved = i % 2 == 0 ? Moved.SECOND_HALF : Moved.FIRST_HALF;
            parts.add(AffineCoupling.ofImages(shape, moved, options.hidden()));
        }
        if (levels > 1 && shape.squeezes()) {
            ImageShape half = shape.withChannels(shape.channels() / 2);
            parts.add(Partial.of(level(model, options, half, levels - 1), shape.dimension()));
        }
        parts.add(whole.squeeze().inverse());
        return Chain.of(parts);
    }

    /**
     * Before every pair of couplings, or in Glow before every one, a full linear layer and a random choice of the two halves,
     * which is undone after them so that the whole starts as the identity. Two coordinates have one pair of halves, and where
     * couplings come in pairs one linear layer suffices.
     */
    private static Bijector couplingTransform(FlowOptions options, int dimension, RandomGenerator random) {
        List<Bijector> parts = new ArrayList<>();
        for (int i = 0; i < options.couplings(); i += together(options)) {
            if (i == 0 || dimension > 2 || options.kind() == Kind.GLOW) {
                parts.add(LuLinear.of(dimension));
            }
            Permute halves = Permute.random(dimension, random);
            parts.add(halves);
            parts.addAll(couplings(options, dimension, i));
            parts.add(halves.inverse());
        }
        return Chain.of(parts);
    }

    private static TransformedDistribution couplingDensity(FlowOptions options, int dimension, RandomGenerator random) {
        List<Bijector> parts = new ArrayList<>();
        for (int i = 0; i < options.couplings(); i += together(options)) {
            parts.add(ActNorm.of(dimension));
            if (i == 0 || dimension > 2 || options.kind() == Kind.GLOW) {
                parts.add(LuLinear.of(dimension));
            }
            parts.add(Permute.random(dimension, random));
            parts.addAll(couplings(options, dimension, i));
        }
        return TransformedDistribution.of(Chain.of(parts), StandardNormal.of(dimension));
    }

    /** How many couplings follow one linear layer. */
    static int together(FlowOptions options) {
        return options.kind() == Kind.GLOW ? 1 : 2;
    }

    /** The couplings from number i on that follow one linear layer, as far as there are so many. */
    private static List<Bijector> couplings(FlowOptions options, int dimension, int i) {
        List<Bijector> couplings = new ArrayList<>();
        couplings.add(coupling(options, dimension, Moved.SECOND_HALF));
        if (together(options) > 1 && i + 1 < options.couplings()) {
            couplings.add(coupling(options, dimension, Moved.FIRST_HALF));
        }
        return couplings;
    }

    private static Bijector coupling(FlowOptions options, int dimension, Moved moved) {
        return options.kind() == Kind.SPLINE
                ? SplineCoupling.of(dimension, moved, options.hidden(), options.hiddenLayers())
                : AffineCoupling.of(dimension, moved, options.hidden(), options.hiddenLayers());
    }
}
