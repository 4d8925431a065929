package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.evaluation.Comparison.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a map aligned the domains, by one rule over the figures of a {@link Comparison} that needs no labels. It looks at
 * both sides: how well the mapped rows can still be told from the target, and what is left of the source's structure.
 *
 * <ul>
 *   <li>kept: neighbourOverlap ≥ {@value #LEAST_NEIGHBOURS} · that of the Gaussian map, coordinateCorrelation ≥ {@value
 *       #LEAST_CORRELATION}
 *   <li>close: domainClassifierAuc ≤ {@value #CLOSE_AREA}, slicedWasserstein2 ≤ {@value #CLOSE_DISTANCE} · that of the floor
 *   <li>nearer: domainClassifierAuc at least {@value #NEARER} below that of before
 * </ul>
 *
 * <p>Aligned is close and kept, on rows enough; improved nearer and kept; unchanged kept and not farther; harmed all else.
 *
 * @param outcome the word for it
 * @param reason one sentence of why, for a person
 * @param rule the rule itself, in words
 */
public record Verdict(Outcome outcome, String reason, String rule) {
    private static final String AREA = DomainClassifier.AUC.name();
    private static final String DISTANCE = SlicedWasserstein2.FIGURE.name();
    private static final String NEIGHBOURS = NeighbourOverlap.FIGURE.name();
    private static final String CORRELATION = CoordinateCorrelation.FIGURE.name();
    /** The classifier's area up to which sets are close. */
    private static final double CLOSE_AREA = 0.58;
    /** The distance over its floor up to which sets are close. */
    private static final double CLOSE_DISTANCE = 1.75;
    /** Rows a coordinate of the smaller set from which on a small area says something. */
    private static final double LEAST_ROWS = 20;
    /** The same of rows that were held out of training. */
    private static final double LEAST_UNSEEN_ROWS = 3;
    /** A difference of areas that counts. */
    private static final double NEARER = 0.02;
    /** The overlap over the Gaussian map's from which on neighbours are kept. */
    private static final double LEAST_NEIGHBOURS = 0.8;
    /** The correlation from which on coordinates are kept. */
    private static final double LEAST_CORRELATION = 0.5;

    private static final String RULE = String.format(
            Locale.ROOT,
            "kept: %s at least %.2f times that of the closed-form Gaussian map, and %s at least %.2f. close: %s at most"
                    + " %.2f, and %s at most %.2f times that of the floor. nearer: %s at least %.2f below that of before."
                    + " aligned: close and kept, on at least %.0f rows a coordinate that were held out of training, or in"
                    + " sets of at least %.0f. improved: nearer and kept. unchanged: kept, and not farther by as much."
                    + " harmed: anything else.",
            NEIGHBOURS,
            LEAST_NEIGHBOURS,
            CORRELATION,
            LEAST_CORRELATION,
            AREA,
            CLOSE_AREA,
            DISTANCE,
            CLOSE_DISTANCE,
            AREA,
            NEARER,
            LEAST_UNSEEN_ROWS,
            LEAST_ROWS);

    /** What a map came to. */
    public enum Outcome {
        /** The mapped rows can hardly be told from the target, and the structure is kept. */
        ALIGNED,
        /** They are nearer to the target than before, and the structure is kept. */
        IMPROVED,
        /** They are about as far as before, and the structure is kept. */
        UNCHANGED,
        /** They are farther than before, or the structure is lost. */
        HARMED
    }

    /**
     * {@return what the rule says} Sets of which no classifier was learnt count as such that cannot be told apart, and a figure
     * that is NaN as one that fails.
     *
     * @param comparison of one map with all others
     * @throws IllegalArgumentException if there is no neighbourOverlap or coordinateCorrelation
     */
    public static Verdict of(Comparison comparison) {
        return new Figures(comparison).verdict();
    }

    /** What the rule looks at. */
    private static final class Figures {
        private final Comparison comparison;
        private final double before;
        private final double after;
        private final double distance;
        private final double floorDistance;
        private final double neighbours;
        private final double affineNeighbours;
        private final double correlation;

        Figures(Comparison comparison) {
            this.comparison = comparison;
            this.before = separation(Column.BEFORE);
            this.after = separation(Column.AFTER);
            this.distance = distance(Column.AFTER);
            this.floorDistance = distance(Column.FLOOR);
            this.neighbours = of(Column.AFTER, NEIGHBOURS);
            this.affineNeighbours = of(Column.GAUSSIAN, NEIGHBOURS);
            this.correlation = of(Column.AFTER, CORRELATION);
        }

        /** The area above which sets can be told apart: of a classifier that is worse than chance it is chance. */
        private double separation(Column column) {
            return comparison.of(column).has(AREA) ? Math.max(0.5, of(column, AREA)) : 0.5;
        }

        /** The sliced Wasserstein distance; NaN where it was not measured. */
        private double distance(Column column) {
            return comparison.of(column).has(DISTANCE) ? of(column, DISTANCE) : Double.NaN;
        }

        /** The area as it was measured; NaN where it was not. */
        private double area(Column column) {
            return comparison.of(column).has(AREA) ? of(column, AREA) : Double.NaN;
        }

        private double of(Column column, String name) {
            return comparison.of(column).get(name).value();
        }

        /** The first outcome whose condition holds, from the worst on. */
        Verdict verdict() {
            boolean kept = neighbours >= LEAST_NEIGHBOURS * affineNeighbours && correlation >= LEAST_CORRELATION;
            Outcome outcome;
            if (!kept || !(after <= before + NEARER)) {
                outcome = Outcome.HARMED;
            } else if (after <= CLOSE_AREA && distance <= CLOSE_DISTANCE * floorDistance && enough()) {
                outcome = Outcome.ALIGNED;
            } else {
                outcome = after <= before - NEARER ? Outcome.IMPROVED : Outcome.UNCHANGED;
            }
            return new Verdict(
                    outcome, betterWithoutTraining().map(s -> s + " ").orElse("") + reason(), RULE);
        }

        /** Whether a small area says more than that rows are few. */
        private boolean enough() {
            return comparison.rowsPerCoordinate() >= (comparison.unseen() ? LEAST_UNSEEN_ROWS : LEAST_ROWS);
        }

        /** What each figure says, as one sentence. */
        private String reason() {
            String few = enough()
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            " With %.1f rows a coordinate that proves little.",
                            comparison.rowsPerCoordinate());
            return apart() + distances() + structure() + few;
        }

        /** What the classifier says. */
        private String apart() {
            return finite(area(Column.AFTER))
                    ? "A classifier tells mapped rows from target rows with an area of "
                            + figure(area(Column.AFTER), 3)
                            + (finite(area(Column.BEFORE))
                                    ? " (" + figure(area(Column.BEFORE), 3) + " before); "
                                    : "; ")
                    : "No classifier could be learnt of these rows; ";
        }

        /** What the sliced Wasserstein distance says beside its floor. */
        private String distances() {
            double times = distance / floorDistance;
            if (finite(times)) {
                return "they lie " + figure(times, 2) + " times as far apart as two draws of the target do; ";
            }
            return floorDistance == 0 && finite(distance)
                    ? "they lie " + (distance == 0 ? "on the target" : "apart, where draws of the target do not") + "; "
                    : "how far apart they lie cannot be said; ";
        }

        /** What is left of neighbours and coordinates. */
        private String structure() {
            String ofNeighbours = finite(neighbours)
                    ? "the map keeps " + figure(neighbours, 3) + " of the nearest neighbours"
                            + (finite(affineNeighbours)
                                    ? " (the Gaussian map " + figure(affineNeighbours, 3) + ")"
                                    : "")
                    : "what the map keeps of the neighbours cannot be said";
            return ofNeighbours
                    + (finite(correlation)
                            ? ", and coordinates to a correlation of " + figure(correlation, 2) + "."
                            : ", and coordinates have no correlation with what they were.");
        }

        private static boolean finite(double value) {
            return Double.isFinite(value);
        }

        private static String figure(double value, int decimals) {
            return String.format(Locale.ROOT, "%." + decimals + "f", value);
        }

        /** Says so where a map that needs no training is nearer to the target and keeps as much. */
        private Optional<String> betterWithoutTraining() {
            return List.of(Column.STANDARDISED, Column.GAUSSIAN, Column.CORAL).stream()
                    .filter(column -> comparison.of(column).has(AREA))
                    .filter(column ->
                            separation(column) < after - NEARER && of(column, NEIGHBOURS) >= neighbours - NEARER)
                    .findFirst()
                    .map(column -> String.format(
                            Locale.ROOT,
                            "The closed-form map '%s' does better, with an area of %.3f and %.3f of the neighbours kept.",
                            column.label(),
                            area(column),
                            of(column, NEIGHBOURS)));
        }
    }
}
