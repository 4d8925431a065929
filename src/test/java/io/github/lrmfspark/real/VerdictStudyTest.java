package io.github.lrmfspark.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.evaluation.Comparison;
import io.github.lrmfspark.evaluation.Comparison.Column;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.LabelAccuracy;
import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.evaluation.Verdict.Outcome;
import io.github.lrmfspark.statistics.Estimate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * How often the verdict errs over the runs of {@link VerdictStudy}, whose figures are kept in {@code verdict-study.csv}. By
 * its labels a run is aligned if the accuracy of labels carried over ends within .05 of its floor, or of what a turn by all true pairs
 * attains where that is less.
 */
class VerdictStudyTest {
    private static final double WITHIN = 0.05;
    private static final int KEYS = 8;
    private static final String HIGH = ".high";
    private static final List<Run> RUNS = read();

    /** One line of the table. */
    private record Run(String name, double attainable, Comparison comparison) {
        boolean alignedByLabels() {
            double floor = label(Column.FLOOR);
            return label(Column.AFTER) >= (attainable < floor ? attainable : floor) - WITHIN;
        }

        boolean alignedByVerdict() {
            Outcome outcome = Verdict.of(withoutLabels()).outcome();
            return outcome == Outcome.ALIGNED || outcome == Outcome.NOTHING_TO_DO;
        }

        private Comparison withoutLabels() {
            Map<Column, Evaluation> columns = new EnumMap<>(Column.class);
            comparison.columns().forEach((column, figures) -> {
                Map<String, Estimate> others = new LinkedHashMap<>(figures.values());
                others.remove(LabelAccuracy.FIGURE.name());
                columns.put(column, new Evaluation(others));
            });
            return new Comparison(columns, comparison.rowsPerCoordinate(), comparison.unseen(), comparison.disputed());
        }

        private double label(Column column) {
            return comparison.of(column).get("labelAccuracy").value();
        }
    }

    @Test
    void thePageOnTheReportTellsHowOftenTheVerdictErrs() throws IOException {
        long aligned = RUNS.stream().filter(Run::alignedByLabels).count();
        List<String> missed = RUNS.stream()
                .filter(run -> run.alignedByLabels() && !run.alignedByVerdict())
                .map(Run::name)
                .toList();
        List<String> wrong = RUNS.stream()
                .filter(run -> !run.alignedByLabels() && run.alignedByVerdict())
                .map(Run::name)
                .toList();
        String told =
                "Of %d runs, %d are aligned by their labels, and the verdict misses %d of these; %d are not, and it calls %d of these aligned."
                        .formatted(RUNS.size(), aligned, missed.size(), RUNS.size() - aligned, wrong.size());
        assertThat(Files.readString(Path.of("jobs", "report.md")).replaceAll("\\s+", " "))
                .as("missed: %s, wrongly aligned: %s", missed, wrong)
                .contains(told);
    }

    @Test
    void theStudyIsLargeEnough() {
        assertThat(RUNS).hasSizeGreaterThanOrEqualTo(150);
        assertThat(RUNS.stream().map(Run::name)).doesNotHaveDuplicates();
    }

    private static List<Run> read() {
        try (InputStream in = Objects.requireNonNull(VerdictStudyTest.class.getResourceAsStream("verdict-study.csv"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> names = List.of(lines.get(0).split(","));
            return lines.stream()
                    .skip(1)
                    .map(line -> run(names, List.of(line.split(","))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Run run(List<String> names, List<String> values) {
        Map<Column, Evaluation> columns = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            Map<String, Estimate> figures = new LinkedHashMap<>();
            for (int i = KEYS; i < names.size(); i++) {
                if (names.get(i).startsWith(column.label() + ".")
                        && !names.get(i).endsWith(HIGH)) {
                    int high = names.indexOf(names.get(i) + HIGH);
                    figures.put(
                            names.get(i).substring(column.label().length() + 1),
                            estimate(number(values, i), number(values, high < 0 ? i : high)));
                }
            }
            columns.put(column, new Evaluation(figures));
        }
        return new Run(
                String.join(" ", values.subList(0, 3)),
                number(values, 7),
                new Comparison(
                        columns,
                        number(values, 4),
                        Boolean.parseBoolean(values.get(5)),
                        Boolean.parseBoolean(values.get(6))));
    }

    private static double number(List<String> values, int column) {
        return Double.parseDouble(values.get(column));
    }

    private static Estimate estimate(double value, double high) {
        return new Estimate(value, value, high, null);
    }
}
