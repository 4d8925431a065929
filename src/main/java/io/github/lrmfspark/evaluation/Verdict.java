package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.evaluation.Comparison.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a map aligned the domains, by one rule over the figures of a {@link Comparison}. It looks at three sides: how well the
 * mapped rows can still be told from the target, what is left of the source's structure, and whether like came to lie with like.
 *
 * <ul>
 *   <li>close: domainClassifierAuc ≤ {@value #CLOSE_AREA} with an interval up to {@value #SURELY_CLOSE_AREA},
 *       slicedWasserstein2 ≤ {@value #CLOSE_DISTANCE} · that of the floor
 *   <li>nearer: domainClassifierAuc at least {@value #NEARER} below that of before
 *   <li>kept: neighbourOverlap ≥ {@value #LEAST_NEIGHBOURS} · that of the Gaussian map, clusterAgreement ≥ {@value
 *       #LEAST_OF_BEFORE} · that of before
 *   <li>carried: clusterAgreement ≥ {@value ClusterAgreement#LEAST_OF_FLOOR} · that of the floor
 * </ul>
 *
 * <p>Nothing to do is a domainClassifierAuc of before of at most {@value #EQUAL_AREA} where the sets are close as they were;
 * aligned is close, kept and carried. Of few rows a coordinate close says little, and both want a clusterAgreement of {@value
 * #LEAST_OF_FLOOR_OF_FEW} · that of the floor, and {@value #LEAST_BEFORE_OF_FEW} · that before: of few rows a turn from far away
 * is found by luck. Improved is nearer, kept and carried; unproven nearer and kept;
 * unchanged kept and not farther; harmed all else. Where there are too few rows for clusters, neighbours say what is kept.
 *
 * <p>None of that needs labels. Where there are some, they can only make the word worse: with labelAccuracy more than {@value
 * #LABELS_WITHIN} below that of the floor a map is improved at best, and below that of before by as much it is harmed.
 *
 * @param outcome the word for it
 * @param reason a few sentences of why, for a person; what labels say first
 * @param rule the rule itself, in words
 */
public record Verdict(Outcome outcome, String reason, String rule) {
    private static final String AREA = DomainClassifier.AUC.name();
    private static final String DISTANCE = SlicedWasserstein2.FIGURE.name();
    private static final String NEIGHBOURS = NeighbourOverlap.FIGURE.name();
    private static final String AGREEMENT = ClusterAgreement.FIGURE.name();
    private static final String LABELS = LabelAccuracy.FIGURE.name();
    /** The classifier's area up to which sets are close. */
    private static final double CLOSE_AREA = 0.58;
    /** What the upper end of the area's interval has to be up to: of few rows a small area says nothing. */
    private static final double SURELY_CLOSE_AREA = 0.68;
    /** The distance over its floor up to which sets are close. */
    private static final double CLOSE_DISTANCE = 1.75;
    /** Rows a coordinate of the smaller set from which on a small area says something. */
    private static final double LEAST_ROWS = 20;
    /** The same of rows that were held out of training. */
    private static final double LEAST_UNSEEN_ROWS = 3;
    /** The agreement over that of the floor from which on clusters say of fewer rows what the area does not. */
    private static final double LEAST_OF_FLOOR_OF_FEW = 0.9;
    /** The same of before. */
    private static final double LEAST_BEFORE_OF_FEW = 0.33;
    /** A difference of areas that counts. */
    private static final double NEARER = 0.02;
    /** The overlap over the Gaussian map's from which on neighbours are kept. */
    private static final double LEAST_NEIGHBOURS = 0.8;
    /** The agreement over that of before from which on clusters are kept. */
    private static final double LEAST_OF_BEFORE = 0.9;
    /** The area up to which sets are as good as equal. */
    private static final double EQUAL_AREA = 0.53;
    /** A difference of label accuracies that counts. */
    private static final double LABELS_WITHIN = 0.05;

    private static final String RULE = String.format(
            Locale.ROOT,
            "close: %s at most %.2f, with an interval up to %.2f, and %s at most %.2f times that of the floor. nearer: %s at least %.2f below that of"
                    + " before. kept: %s at least %.2f times that of the closed-form Gaussian map, and %s at least %.2f times"
                    + " that of before. carried: %s at least %.2f times that of the floor. nothing to do: close before, with %s"
                    + " at most %.2f. aligned: close, kept and carried. Both of at least %.0f rows a coordinate that were held"
                    + " out of training, or in sets of at least %.0f; of fewer with %s at least %.2f times that of the floor,"
                    + " and %.2f times before. improved: nearer, kept and carried. unproven: nearer and"
                    + " kept. unchanged: kept, and not farther by as much. harmed: anything else. With labels, %s more than"
                    + " %.2f below that of the floor is improved at best, and below that of before harmed.",
            AREA,
            CLOSE_AREA,
            SURELY_CLOSE_AREA,
            DISTANCE,
            CLOSE_DISTANCE,
            AREA,
            NEARER,
            NEIGHBOURS,
            LEAST_NEIGHBOURS,
            AGREEMENT,
            LEAST_OF_BEFORE,
            AGREEMENT,
            ClusterAgreement.LEAST_OF_FLOOR,
            AREA,
            EQUAL_AREA,
            LEAST_UNSEEN_ROWS,
            LEAST_ROWS,
            AGREEMENT,
            LEAST_OF_FLOOR_OF_FEW,
            LEAST_BEFORE_OF_FEW,
            LABELS,
            LABELS_WITHIN);

    /** What a map came to, the best first. */
    public enum Outcome {
        /** The mapped rows can hardly be told from the target, the structure is kept, and like lies with like. */
        ALIGNED,
        /** That was so before. */
        NOTHING_TO_DO,
        /** They are nearer to the target than before, the structure is kept, and like lies with like. */
        IMPROVED,
        /** They are about as far as before, and the structure is kept. */
        UNCHANGED,
        /** They are nearer and the structure is kept, but nothing shows that like came to lie with like. */
        UNPROVEN,
        /** They are farther than before, or the structure is lost. */
        HARMED;

        /** {@return the word, in lower case} */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * {@return what the rule says} Sets of which no classifier was learnt count as such that cannot be told apart, and a figure
     * that is NaN as one that fails.
     *
     * @param comparison of one map with all others
     * @throws IllegalArgumentException if there is no neighbourOverlap
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
        private final double agreement;

        Figures(Comparison comparison) {
            this.comparison = comparison;
            this.before = separation(Column.BEFORE);
            this.after = separation(Column.AFTER);
            this.distance = distance(Column.AFTER);
            this.floorDistance = distance(Column.FLOOR);
            this.neighbours = of(Column.AFTER, NEIGHBOURS);
            this.affineNeighbours = of(Column.GAUSSIAN, NEIGHBOURS);
            this.agreement = figure(Column.AFTER, AGREEMENT);
        }

        /** The area above which sets can be told apart: of a classifier that is worse than chance it is chance. */
        private double separation(Column column) {
            return comparison.of(column).has(AREA) ? Math.max(0.5, of(column, AREA)) : 0.5;
        }

        /** The sliced Wasserstein distance; NaN where it was not measured. */
        private double distance(Column column) {
            return figure(column, DISTANCE);
        }

        /** The area as it was measured; NaN where it was not. */
        private double area(Column column) {
            return figure(column, AREA);
        }

        /** A figure; NaN where it was not measured. */
        private double figure(Column column, String name) {
            return comparison.of(column).has(name) ? of(column, name) : Double.NaN;
        }

        private double of(Column column, String name) {
            return comparison.of(column).get(name).value();
        }

        /** The first outcome whose condition holds, from the worst on, and no better than labels allow. */
        Verdict verdict() {
            Outcome byRows = byRows();
            Outcome byLabels = byLabels();
            Outcome outcome = byRows.compareTo(byLabels) >= 0 ? byRows : byLabels;
            return new Verdict(
                    outcome,
                    labels() + betterWithoutTraining().map(s -> s + " ").orElse("") + reason(),
                    RULE);
        }

        private Outcome byRows() {
            boolean kept = neighbours >= LEAST_NEIGHBOURS * affineNeighbours && agrees(LEAST_OF_BEFORE, Column.BEFORE);
            boolean carried = agrees(ClusterAgreement.LEAST_OF_FLOOR, Column.FLOOR);
            if (!kept || !(after <= before + NEARER)) {
                return Outcome.HARMED;
            }
            if (before <= EQUAL_AREA && close(Column.BEFORE)) {
                return Outcome.NOTHING_TO_DO;
            }
            if (carried && close(Column.AFTER)) {
                return Outcome.ALIGNED;
            }
            if (after > before - NEARER) {
                return Outcome.UNCHANGED;
            }
            return carried ? Outcome.IMPROVED : Outcome.UNPROVEN;
        }

        private boolean close(Column column) {
            return separation(column) <= CLOSE_AREA
                    && (Double.isNaN(area(column))
                            || comparison.of(column).get(AREA).high() <= SURELY_CLOSE_AREA)
                    && distance(column) <= CLOSE_DISTANCE * floorDistance
                    && (enough() || clustersSayMore(column));
        }

        private boolean clustersSayMore(Column column) {
            double floor = figure(Column.FLOOR, AGREEMENT);
            return figure(column, AGREEMENT) >= LEAST_OF_FLOOR_OF_FEW * floor
                    && figure(Column.BEFORE, AGREEMENT) >= LEAST_BEFORE_OF_FEW * floor;
        }

        /** Whether clusters agree as well as those of a column, or nearly; of too few rows for clusters they do. */
        private boolean agrees(double share, Column column) {
            double other = figure(column, AGREEMENT);
            return Double.isNaN(other) || agreement >= share * other;
        }

        /** The best that labels allow. */
        private Outcome byLabels() {
            double labels = figure(Column.AFTER, LABELS);
            if (labels < figure(Column.BEFORE, LABELS) - LABELS_WITHIN) {
                return Outcome.HARMED;
            }
            return labels < figure(Column.FLOOR, LABELS) - LABELS_WITHIN ? Outcome.IMPROVED : Outcome.ALIGNED;
        }

        /** What labels say, as a sentence; empty where there are none. */
        private String labels() {
            double right = figure(Column.AFTER, LABELS);
            double floor = figure(Column.FLOOR, LABELS);
            if (!finite(right) || !finite(floor)) {
                return "";
            }
            String word = byLabels() == Outcome.ALIGNED ? "aligned" : "not aligned";
            return "By labels " + word + ": " + figure(right, 3)
                    + " of the rows lie nearest to a row of their own label," + " where " + figure(floor, 3)
                    + " of the target's own do. ";
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
                            " With %.1f rows a coordinate the classifier proves little, so clusters have to agree to %.2f of"
                                    + " that, and to %.2f of it before.",
                            comparison.rowsPerCoordinate(),
                            LEAST_OF_FLOOR_OF_FEW,
                            LEAST_BEFORE_OF_FEW);
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

        /** What is left of neighbours and clusters. */
        private String structure() {
            String ofNeighbours = finite(neighbours)
                    ? "the map keeps " + figure(neighbours, 3) + " of the nearest neighbours"
                            + (finite(affineNeighbours)
                                    ? " (the Gaussian map " + figure(affineNeighbours, 3) + ")"
                                    : "")
                    : "what the map keeps of the neighbours cannot be said";
            return ofNeighbours + (finite(agreement) ? ofClusters() : ".");
        }

        private String ofClusters() {
            double floor = figure(Column.FLOOR, AGREEMENT);
            return ", and clusters agree to " + figure(agreement, 2)
                    + (finite(floor) ? ", where draws of the target agree to " + figure(floor, 2) + "." : ".");
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
