package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.evaluation.Comparison.Column;
import java.util.Locale;

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
 *   <li>carried: clusterAgreement ≥ {@value ClusterAgreement#LEAST_OF_FLOOR} · that of the floor, by this map alone ({@link RivalTurn})
 * </ul>
 *
 * <p>Nothing to do is a domainClassifierAuc of before of at most {@value #EQUAL_AREA} where the sets are close as they were;
 * aligned is close, kept and carried. Of few rows a coordinate close says little, and both want a clusterAgreement of {@value
 * #LEAST_OF_FLOOR_OF_FEW} · that of the floor. Improved is nearer, kept and carried; unproven nearer and kept; unchanged kept and not farther; harmed all else.
 * Where there are too few rows for clusters, neighbours say what is kept.
 *
 * <p>None of that needs labels. Where there are some, they can only make the word worse: with labelAccuracy more than {@value
 * #LABELS_WITHIN} below that of the floor a map is improved at best, and below that of before by as much it is harmed.
 *
 * @param outcome the word for it
 * @param reason a few sentences of why, for a person; what labels say first
 * @param rule the rule itself, in words
 */
public record Verdict(Outcome outcome, String reason, String rule) {
    static final String AREA = DomainClassifier.AUC.name();
    static final String DISTANCE = SlicedWasserstein2.FIGURE.name();
    static final String NEIGHBOURS = NeighbourOverlap.FIGURE.name();
    static final String AGREEMENT = ClusterAgreement.FIGURE.name();
    static final String LABELS = LabelAccuracy.FIGURE.name();
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
    static final double LEAST_OF_FLOOR_OF_FEW = 0.9;
    /** A difference of areas that counts. */
    static final double NEARER = 0.02;
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
            "close: %s at most %.2f, with an interval up to %.2f, and %s at most %.2f times that of the floor. nearer: %s at"
                    + " least %.2f below that of before. kept: %s at least %.2f times that of the closed-form Gaussian map, and %s at least %.2f times"
                    + " that of before. carried: %s at least %.2f times that of the floor, and where it was below half of that before,"
                    + " no map that is looked for anew does as well and brings the rows elsewhere. nothing to do: close before, with %s"
                    + " at most %.2f. aligned: close, kept and carried. Both of at least %.0f rows a coordinate that were held"
                    + " out of training, or in sets of at least %.0f; of fewer with %s at least %.2f times that of the floor."
                    + " improved: nearer, kept and carried. unproven: nearer and"
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
        Judgement judgement = new Judgement(comparison);
        Outcome byRows = judgement.byRows();
        Outcome byLabels = judgement.byLabels();
        return new Verdict(
                byRows.compareTo(byLabels) >= 0 ? byRows : byLabels,
                new VerdictReason(comparison, byLabels, judgement.enough()).text(),
                RULE);
    }

    /** The area above which sets can be told apart: of a classifier that is worse than chance it is chance. */
    static double separation(Comparison comparison, Column column) {
        Evaluation figures = comparison.of(column);
        return figures.has(AREA) ? Math.max(0.5, figures.get(AREA).value()) : 0.5;
    }

    /** The rule over the figures of one map. */
    private record Judgement(Comparison comparison) {
        /** The first outcome whose condition holds, from the worst on. */
        Outcome byRows() {
            double before = separation(comparison, Column.BEFORE);
            double after = separation(comparison, Column.AFTER);
            boolean carried = agrees(ClusterAgreement.LEAST_OF_FLOOR, Column.FLOOR) && !comparison.disputed();
            if (!kept() || !(after <= before + NEARER)) {
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

        /** The best that labels allow. */
        Outcome byLabels() {
            double labels = figure(Column.AFTER, LABELS);
            if (labels < figure(Column.BEFORE, LABELS) - LABELS_WITHIN) {
                return Outcome.HARMED;
            }
            return labels < figure(Column.FLOOR, LABELS) - LABELS_WITHIN ? Outcome.IMPROVED : Outcome.ALIGNED;
        }

        /** Whether a small area says more than that rows are few. */
        boolean enough() {
            return comparison.rowsPerCoordinate() >= (comparison.unseen() ? LEAST_UNSEEN_ROWS : LEAST_ROWS);
        }

        private boolean kept() {
            double neighbours = comparison.of(Column.AFTER).get(NEIGHBOURS).value();
            double affine = comparison.of(Column.GAUSSIAN).get(NEIGHBOURS).value();
            return neighbours >= LEAST_NEIGHBOURS * affine && agrees(LEAST_OF_BEFORE, Column.BEFORE);
        }

        private boolean close(Column column) {
            return separation(comparison, column) <= CLOSE_AREA
                    && surelyClose(column)
                    && figure(column, DISTANCE) <= CLOSE_DISTANCE * figure(Column.FLOOR, DISTANCE)
                    && (enough() || clustersSayMore(column));
        }

        private boolean surelyClose(Column column) {
            return Double.isNaN(figure(column, AREA))
                    || comparison.of(column).get(AREA).high() <= SURELY_CLOSE_AREA;
        }

        private boolean clustersSayMore(Column column) {
            return figure(column, AGREEMENT) >= LEAST_OF_FLOOR_OF_FEW * figure(Column.FLOOR, AGREEMENT);
        }

        /** Whether clusters agree as well as those of a column, or nearly; of too few rows for clusters they do. */
        private boolean agrees(double share, Column column) {
            double other = figure(column, AGREEMENT);
            return Double.isNaN(other) || figure(Column.AFTER, AGREEMENT) >= share * other;
        }

        private double figure(Column column, String name) {
            return comparison.value(column, name);
        }
    }
}
