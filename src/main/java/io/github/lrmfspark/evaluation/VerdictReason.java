package io.github.lrmfspark.evaluation;

import static io.github.lrmfspark.evaluation.Verdict.AGREEMENT;
import static io.github.lrmfspark.evaluation.Verdict.AREA;
import static io.github.lrmfspark.evaluation.Verdict.DISTANCE;
import static io.github.lrmfspark.evaluation.Verdict.LABELS;
import static io.github.lrmfspark.evaluation.Verdict.NEIGHBOURS;

import io.github.lrmfspark.evaluation.Comparison.Column;
import io.github.lrmfspark.evaluation.Verdict.Outcome;
import java.util.List;
import java.util.Locale;

/**
 * Why a {@link Verdict} is what it is, in a few sentences for a person: what labels say, a closed form that does better, how far
 * apart the sets are, and what was kept. What was not measured, or is not finite, is not told.
 *
 * @param comparison of one map with all others
 * @param byLabels the best that labels allow
 * @param enough whether rows are enough for the area to say something
 */
record VerdictReason(Comparison comparison, Outcome byLabels, boolean enough) {
    String text() {
        return labels() + betterWithoutTraining() + apart() + distances() + structure() + disputed() + few();
    }

    private String labels() {
        double right = figure(Column.AFTER, LABELS);
        double floor = figure(Column.FLOOR, LABELS);
        if (!Double.isFinite(right) || !Double.isFinite(floor)) {
            return "";
        }
        String word = byLabels == Outcome.ALIGNED ? "aligned" : "not aligned";
        return "By labels " + word + ": " + text(right, 3)
                + " of the rows lie nearest to a row of their own label, where " + text(floor, 3)
                + " of the target's own do. ";
    }

    /** Says so where a map that needs no training is nearer to the target and keeps as much. */
    private String betterWithoutTraining() {
        double after = Verdict.separation(comparison, Column.AFTER);
        double neighbours = figure(Column.AFTER, NEIGHBOURS);
        return List.of(Column.STANDARDISED, Column.GAUSSIAN, Column.CORAL).stream()
                .filter(column -> comparison.of(column).has(AREA))
                .filter(column -> Verdict.separation(comparison, column) < after - Verdict.NEARER
                        && figure(column, NEIGHBOURS) >= neighbours - Verdict.NEARER)
                .findFirst()
                .map(column -> "The closed-form map '" + column.label() + "' does better, with an area of "
                        + text(figure(column, AREA), 3) + " and " + text(figure(column, NEIGHBOURS), 3)
                        + " of the neighbours kept. ")
                .orElse("");
    }

    /** What the classifier says. */
    private String apart() {
        double after = figure(Column.AFTER, AREA);
        double before = figure(Column.BEFORE, AREA);
        if (!Double.isFinite(after)) {
            return "No classifier could be learnt of these rows; ";
        }
        return "A classifier tells mapped rows from target rows with an area of " + text(after, 3)
                + (Double.isFinite(before) ? " (" + text(before, 3) + " before); " : "; ");
    }

    /** What the sliced Wasserstein distance says beside its floor. */
    private String distances() {
        double distance = figure(Column.AFTER, DISTANCE);
        double floor = figure(Column.FLOOR, DISTANCE);
        double times = distance / floor;
        if (Double.isFinite(times)) {
            return "they lie " + text(times, 2) + " times as far apart as two draws of the target do; ";
        }
        return floor == 0 && Double.isFinite(distance)
                ? "they lie " + (distance == 0 ? "on the target" : "apart, where draws of the target do not") + "; "
                : "how far apart they lie cannot be said; ";
    }

    /** What is left of neighbours and clusters. */
    private String structure() {
        double neighbours = figure(Column.AFTER, NEIGHBOURS);
        double affine = figure(Column.GAUSSIAN, NEIGHBOURS);
        String ofNeighbours = Double.isFinite(neighbours)
                ? "the map keeps " + text(neighbours, 3) + " of the nearest neighbours"
                        + (Double.isFinite(affine) ? " (the Gaussian map " + text(affine, 3) + ")" : "")
                : "what the map keeps of the neighbours cannot be said";
        return ofNeighbours + (Double.isFinite(figure(Column.AFTER, AGREEMENT)) ? clusters() : ".");
    }

    private String clusters() {
        double floor = figure(Column.FLOOR, AGREEMENT);
        return ", and clusters agree to " + text(figure(Column.AFTER, AGREEMENT), 2)
                + (Double.isFinite(floor) ? ", where draws of the target agree to " + text(floor, 2) + "." : ".");
    }

    private String disputed() {
        return comparison.disputed()
                ? " Another map, looked for from anywhere, agrees as well and brings the rows elsewhere: nothing tells which is right."
                : "";
    }

    private String few() {
        if (enough) {
            return "";
        }
        String proof =
                " With " + text(comparison.rowsPerCoordinate(), 1) + " rows a coordinate the classifier proves little";
        return proof
                + (Double.isFinite(figure(Column.FLOOR, AGREEMENT))
                        ? ", so clusters have to agree to " + text(Verdict.LEAST_OF_FLOOR_OF_FEW, 2)
                                + " times what draws do."
                        : ".");
    }

    private double figure(Column column, String name) {
        return comparison.value(column, name);
    }

    private static String text(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
