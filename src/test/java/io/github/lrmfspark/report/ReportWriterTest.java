package io.github.lrmfspark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.evaluation.Lengths;
import io.github.lrmfspark.evaluation.Pictures;
import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.report.RunReport.Candidate;
import io.github.lrmfspark.report.RunReport.Candidates;
import io.github.lrmfspark.report.RunReport.Coordinates;
import io.github.lrmfspark.report.RunReport.Figure;
import io.github.lrmfspark.report.RunReport.Judged;
import io.github.lrmfspark.report.RunReport.Loss;
import io.github.lrmfspark.report.RunReport.Metrics;
import io.github.lrmfspark.report.RunReport.Rows;
import io.github.lrmfspark.report.RunReport.Training;
import io.github.lrmfspark.statistics.Estimate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportWriterTest {
    @Test
    void reportIsWrittenKeyByKey() throws IOException {
        assertThat(written(report(12L)) + "\n").isEqualTo(kept());
    }

    @Test
    void rowsThatWereNotMappedAreLeftOut() throws IOException {
        assertThat(written(report(null))).doesNotContain("aligned");
    }

    @Test
    void theBuildKnowsItsVersions() {
        Build build = Build.current();
        assertThat(build.versions())
                .containsKeys("lrmf-spark", "spark", "dl4j", "java")
                .doesNotContainKey("commit");
        assertThat(build.commit()).matches("[0-9a-f]{40}|unknown");
        assertThat(build.versions().values())
                .as("filled in by mvn process-resources")
                .doesNotContain("unknown");
    }

    private static String kept() throws IOException {
        try (InputStream json =
                Objects.requireNonNull(ReportWriterTest.class.getResourceAsStream("written-report.json"))) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String written(RunReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportWriter.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static RunReport report(@Nullable Long aligned) {
        return new RunReport(
                new Verdict(Verdict.Outcome.ALIGNED, "why", "how"),
                new Rows(12, 10, aligned),
                new Coordinates(2, 1, 0, 2),
                new Judged(12, 10, false),
                List.of("labels"),
                new Loss(
                        Map.of("total", new Figure(1.5, 0.1)),
                        Map.of("total", new Figure(Double.NaN, Double.POSITIVE_INFINITY))),
                null,
                new Metrics(
                        Map.of("labelAccuracy", new Estimate(0.93, 0.91, 0.95, 0.5)),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of("labelAccuracy", Estimate.exact(Double.NaN)),
                        Map.of()),
                new Lengths(1, 0.75, 0.5, Double.NaN),
                new Candidates(
                        "flow",
                        "best",
                        Map.of("flow", new Candidate(Estimate.exact(0.5), Estimate.exact(Double.NaN), 3.5))),
                training(),
                Map.of("training", 3.5),
                pictures(),
                new Provenance(
                        Map.of("spark", "3.5.5"),
                        "abc",
                        new TreeMap<>(Map.of("flow.kind", "realnvp", "training.steps", 20)),
                        1,
                        Map.of("source", "a"),
                        Map.of("source", 12L),
                        Map.of("id", "bigint"),
                        "jobs/align.sh"));
    }

    private static Training training() {
        return new Training(
                20,
                4,
                0,
                2,
                3.5,
                2925.5,
                "all steps done",
                "kept",
                List.of(new HistoryPoint(10, LossTerms.of(Map.of("total", 2.0)))));
    }

    private static Pictures pictures() {
        return new Pictures(
                new Pictures.Projection(List.of(), List.of(new Pictures.Point(1, 2, -1)), List.of()),
                List.of("a"),
                List.of(new Pictures.Bin(0, 1, 7)),
                List.of(new Pictures.Direction(List.of(1.0, 0.0), 0.5, 0.1, 0.08, 0.12, 0.05)));
    }
}
