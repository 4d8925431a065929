package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.evaluation.Comparison.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a map aligned the domains, by one rule over the figures of a {@link Comparison} that needs no labels. It looks at
 * both sides: how well the mapped rows can still be told from the target, and what is left of the source's structure.
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
    private static final double CLOSE_AREA = 0.58;
    private static final double CLOSE_DISTANCE = 1.75;
    private static final double LEAST_ROWS = 20;
    private static final double LEAST_UNSEEN_ROWS = 3;
    private static final double NEARER = 0.02;
    private static final double LEAST_NEIGHBOURS = 0.8;
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
        ALIGNED,
        IMPROVED,
        UNCHANGED,
        HARMED
    }

    /** Applies the rule. */
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

        private String reason() {
            String few = enough()
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            " With %.1f rows a coordinate that proves little.",
                            comparison.rowsPerCoordinate());
            return apart() + distances() + structure() + few;
        }

        private String apart() {
            return finite(area(Column.AFTER))
                    ? "A classifier tells mapped rows from target rows with an area of "
                            + figure(area(Column.AFTER), 3)
                            + (finite(area(Column.BEFORE))
                                    ? " (" + figure(area(Column.BEFORE), 3) + " before); "
                                    : "; ")
                    : "No classifier could be learnt of these rows; ";
        }

        private String distances() {
            double times = distance / floorDistance;
            if (finite(times)) {
                return "they lie " + figure(times, 2) + " times as far apart as two draws of the target do; ";
            }
            return floorDistance == 0 && finite(distance)
                    ? "they lie " + (distance == 0 ? "on the target" : "apart, where draws of the target do not") + "; "
                    : "how far apart they lie cannot be said; ";
        }

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
