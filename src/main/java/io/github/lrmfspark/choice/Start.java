package io.github.lrmfspark.choice;

import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.NeighbourMaps;
import io.github.lrmfspark.statistics.NeighbourMaps.Scale;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The affine maps that T may start with; the one that changes least first. None of them needs training or pairs. */
public enum Start {
    /** Nothing is moved. */
    IDENTITY(sets -> AffineMap.identity(sets.source().dimension())),
    /** One shift, and one scale for all coordinates. */
    SHIFT(sets -> AffineMap.shift(sets.source(), sets.target())),
    /** Each coordinate at the target's mean and deviation. */
    STANDARDISED(sets -> AffineMap.standardising(sets.source(), sets.target())),
    /** Optimal transport between the Gaussians of both sets' moments, with covariances shrunk. */
    GAUSSIAN(sets -> AffineMap.gaussian(sets.shrunkSource(), sets.shrunkTarget())),
    /** {@link NeighbourMaps#turned} after one scale for all coordinates. */
    TURNED(Scale.COMMON, NeighbourMaps::turned),
    /** The same after a scale for each coordinate. */
    TURNED_EACH(Scale.EACH, NeighbourMaps::turned),
    /** {@link NeighbourMaps#refined} after one scale for all coordinates. */
    REFINED(Scale.COMMON, NeighbourMaps::refined),
    /** The same after a scale for each coordinate. */
    REFINED_EACH(Scale.EACH, NeighbourMaps::refined);

    private final @Nullable Scale scale;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<StartMaps, AffineMap> map;

    Start(Function<StartMaps, AffineMap> map) {
        this.scale = null;
        this.map = map;
    }

    Start(Scale scale, Function<NeighbourMaps, AffineMap> map) {
        this.scale = scale;
        this.map = sets -> map.apply(sets.neighbours(scale));
    }

    /** The map between two sets. */
    AffineMap of(StartMaps sets) {
        return map.apply(sets);
    }

    /** How rows are scaled before their neighbours are looked at; null where these do not matter. */
    @Nullable
    Scale scale() {
        return scale;
    }

    /** {@return its name in a configuration and a report} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * {@return the one of a label}
     *
     * @param label such as {@code turned-each}
     * @throws java.util.NoSuchElementException if there is none
     */
    public static Start of(String label) {
        return Arrays.stream(values())
                .filter(start -> start.label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
