package io.github.lrmfspark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.report.RunReport.Figure;
import io.github.lrmfspark.report.RunReport.HistoryPoint;
import io.github.lrmfspark.report.RunReport.Loss;
import io.github.lrmfspark.report.RunReport.Metrics;
import io.github.lrmfspark.report.RunReport.Rows;
import io.github.lrmfspark.report.RunReport.Training;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportWriterTest {
    @Test
    void reportIsWrittenKeyByKey() throws IOException {
        assertThat(written(report(12L))).isEqualTo("""
            {
              "rows" : {
                "source" : 12,
                "target" : 10,
                "aligned" : 12
              },
              "loss" : {
                "training" : {
                  "total" : {
                    "mean" : 1.5,
                    "standardError" : 0.1
                  }
                },
                "heldOut" : {
                  "total" : {
                    "mean" : null,
                    "standardError" : null
                  }
                }
              },
              "metrics" : {
                "before" : {
                  "labelAccuracy" : 0.93
                },
                "after" : {
                  "labelAccuracy" : null
                }
              },
              "training" : {
                "steps" : 20,
                "rounds" : 4,
                "droppedRounds" : 0,
                "workers" : 2,
                "seconds" : 3.5,
                "pairsPerSecond" : 2925.5,
                "stoppedBecause" : "all steps done",
                "history" : [ {
                  "step" : 10,
                  "loss" : {
                    "total" : 2.0
                  }
                } ]
              },
              "provenance" : {
                "versions" : {
                  "spark" : "3.5.5"
                },
                "commit" : "abc",
                "options" : {
                  "flow.kind" : "realnvp",
                  "training.steps" : 20
                },
                "seed" : 1,
                "inputs" : {
                  "source" : "a"
                },
                "rows" : {
                  "source" : 12
                },
                "schema" : {
                  "id" : "bigint"
                }
              }
            }\
            """);
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
        assertThat(build.commit()).isNotEmpty();
        assertThat(build.versions().values()).noneMatch(version -> version.contains("$"));
    }

    private static String written(RunReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportWriter.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static RunReport report(@Nullable Long aligned) {
        return new RunReport(
                new Rows(12, 10, aligned),
                new Loss(
                        Map.of("total", new Figure(1.5, 0.1)),
                        Map.of("total", new Figure(Double.NaN, Double.POSITIVE_INFINITY))),
                new Metrics(Map.of("labelAccuracy", 0.93), Map.of("labelAccuracy", Double.NaN)),
                new Training(
                        20,
                        4,
                        0,
                        2,
                        3.5,
                        2925.5,
                        "all steps done",
                        List.of(new HistoryPoint(10, Map.of("total", 2.0)))),
                new Provenance(
                        Map.of("spark", "3.5.5"),
                        "abc",
                        new TreeMap<>(Map.of("flow.kind", "realnvp", "training.steps", 20)),
                        1,
                        Map.of("source", "a"),
                        Map.of("source", 12L),
                        Map.of("id", "bigint")));
    }
}
