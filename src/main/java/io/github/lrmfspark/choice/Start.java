package io.github.lrmfspark.choice;

import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.NeighbourMaps;
import io.github.lrmfspark.statistics.NeighbourMaps.Origin;
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
    TURNED(Origin.COMMON, NeighbourMaps::turned),
    /** The same after a scale for each coordinate. */
    TURNED_EACH(Origin.EACH, NeighbourMaps::turned),
    /** {@link NeighbourMaps#refined} after one scale for all coordinates. */
    REFINED(Origin.COMMON, NeighbourMaps::refined),
    /** The same after a scale for each coordinate. */
    REFINED_EACH(Origin.EACH, NeighbourMaps::refined),
    /** {@link NeighbourMaps#turned} after one scale and a turn from anywhere. */
    FAR_TURNED(Origin.FAR, NeighbourMaps::turned),
    /** {@link NeighbourMaps#refined} after one scale and a turn from anywhere. */
    FAR_REFINED(Origin.FAR, NeighbourMaps::refined);

    private final @Nullable Origin origin;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<StartMaps, AffineMap> map;

    Start(Function<StartMaps, AffineMap> map) {
        this.origin = null;
        this.map = map;
    }

    Start(Origin origin, Function<NeighbourMaps, AffineMap> map) {
        this.origin = origin;
        this.map = sets -> map.apply(sets.neighbours(origin));
    }

    /** The map between two sets. */
    AffineMap of(StartMaps sets) {
        return map.apply(sets);
    }

    /** What is done before neighbours are looked at; null where these do not matter. */
    @Nullable
    Origin origin() {
        return origin;
    }

    /** Whether it is looked for from anywhere, which takes its time. */
    boolean isFar() {
        return origin == Origin.FAR;
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
