package io.github.lrmfspark.ml;

import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.NeighbourMaps;
import io.github.lrmfspark.statistics.NeighbourMaps.Scale;
import java.util.Arrays;
import java.util.Locale;

/** The affine maps that T may start with; the one that changes least first. None of them needs training or pairs. */
enum Start {
    /** Nothing is moved. */
    IDENTITY {
        @Override
        AffineMap of(StartMaps sets) {
            return AffineMap.identity(sets.source().dimension());
        }
    },
    /** One shift, and one scale for all coordinates. */
    SHIFT {
        @Override
        AffineMap of(StartMaps sets) {
            return AffineMap.shift(sets.source(), sets.target());
        }
    },
    /** Each coordinate at the target's mean and deviation. */
    STANDARDISED {
        @Override
        AffineMap of(StartMaps sets) {
            return AffineMap.standardising(sets.source(), sets.target());
        }
    },
    /** Optimal transport between the Gaussians of both sets' moments, with covariances shrunk. */
    GAUSSIAN {
        @Override
        AffineMap of(StartMaps sets) {
            return AffineMap.gaussian(sets.shrunkSource(), sets.shrunkTarget());
        }
    },
    /** {@link NeighbourMaps#turned} after one scale for all coordinates. */
    TURNED {
        @Override
        AffineMap of(StartMaps sets) {
            return sets.neighbours(Scale.COMMON).turned();
        }
    },
    /** The same after a scale for each coordinate. */
    TURNED_EACH {
        @Override
        AffineMap of(StartMaps sets) {
            return sets.neighbours(Scale.EACH).turned();
        }
    },
    /** {@link NeighbourMaps#refined} after one scale for all coordinates. */
    REFINED {
        @Override
        AffineMap of(StartMaps sets) {
            return sets.neighbours(Scale.COMMON).refined();
        }
    },
    /** The same after a scale for each coordinate. */
    REFINED_EACH {
        @Override
        AffineMap of(StartMaps sets) {
            return sets.neighbours(Scale.EACH).refined();
        }
    };

    /** The map between two sets. */
    abstract AffineMap of(StartMaps sets);

    /** Its name in a configuration and a report. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it stands on which rows are neighbours. */
    boolean needsNeighbours() {
        return compareTo(TURNED) >= 0;
    }

    /** The one of a label. */
    static Start of(String label) {
        return Arrays.stream(values())
                .filter(start -> start.label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
