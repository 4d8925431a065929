package io.github.lrmfspark.report;

import io.github.lrmfspark.evaluation.Lengths;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report in a few lines for a terminal: the verdict first, then the metrics, what they leave out, and the gap. */
public final class TextReport {
    private TextReport() {}

    /** The lines, each of which ends with the system's line separator. */
    public static String of(RunReport report) {
        return String.format(
                "%s: %s%n%s%n%s%s%s%s%s%s%n",
                report.verdict().outcome(),
                report.verdict().reason(),
                constant(report.coordinates()),
                report.metrics().table(),
                report.notes().stream().map("%n%s%n"::formatted).collect(Collectors.joining()),
                lengths(report.lengths()),
                candidates(report.candidates()),
                gap(report.bound()),
                seconds(report.seconds()));
    }

    /** A line where there are constant coordinates. */
    private static String constant(RunReport.Coordinates coordinates) {
        if (coordinates.constantInSource() + coordinates.constantInTarget() == 0) {
            return "";
        }
        String counts = String.format(
                "Of %d coordinates %d are constant in the source and %d in the target",
                coordinates.all(), coordinates.constantInSource(), coordinates.constantInTarget());
        return counts
                + (coordinates.learnt() == null ? "" : "; learnt: " + coordinates.learnt())
                + "."
                + System.lineSeparator();
    }

    /** A line where the target's rows have length one and mapped rows have not. */
    private static String lengths(@Nullable Lengths lengths) {
        return lengths == null || lengths.areAllOne() ? "" : String.format("%n%s%n", LengthsSection.sentence(lengths));
    }

    private static String candidates(RunReport.@Nullable Candidates candidates) {
        return candidates == null ? "" : String.format("%n%s%n%n%s", candidates.reason(), candidates.table());
    }

    /** A line where the time was taken. */
    private static String seconds(Map<String, Double> seconds) {
        return seconds.isEmpty()
                ? ""
                : seconds.entrySet().stream()
                        .map(phase -> String.format(Locale.ROOT, "%s %.1f", phase.getKey(), phase.getValue()))
                        .collect(Collectors.joining(", ", "%nSeconds: ".formatted(), "%n".formatted()));
    }

    private static String gap(RunReport.@Nullable Bound bound) {
        if (bound == null) {
            return "";
        }
        return !Double.isFinite(bound.gap().mean())
                        || !Double.isFinite(bound.gap().standardError())
                ? String.format("%nThe gap between the loss and its lower bound cannot be said.%n")
                : String.format(
                        Locale.ROOT,
                        "%nThe gap between the loss and its lower bound is %.4f ± %.4f nats per pair, on rows held out.%n",
                        bound.gap().mean(),
                        bound.gap().standardError());
    }
}
