package io.github.lrmfspark.job;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Align, train and transform from the command line, where all is well. */
@SparkTest
class AlignTest extends SmallMoons {
    private static final String NORMALISE = "output.normalise=true";
    private static final String AT_LENGTH_ONE =
            "transform(embedding, x -> float(x / sqrt(aggregate(embedding, 0d, (sum, y) -> sum + y * y)))) embedding";

    AlignTest(SparkSession spark) {
        super(spark);
    }

    @Test
    void alignMapsTheSourceAndReports() throws IOException {
        assertThat(align("--label-col", "label", "--set", "evaluation.rows=5000"))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        JsonNode report = report("aligned-report");
        String verdict = report.at("/verdict/outcome").asText();
        assertThat(out.toString().lines())
                .containsExactly("{\"output\":\"%s\",\"report\":\"%s\",\"rows\":300,\"verdict\":\"%s\"}"
                        .formatted(path("aligned"), path("aligned-report/report.json"), verdict));
        assertThat(err.toString())
                .contains(System.lineSeparator() + verdict + ": "
                        + report.at("/verdict/reason").asText())
                .contains("labelAccuracy")
                .contains(path("aligned"));
        Dataset<Row> source = read("moons/source");
        assertThat(read("aligned").schema()).isEqualTo(source.schema());
        assertThat(read("aligned").drop("embedding").collectAsList())
                .containsExactlyInAnyOrderElementsOf(source.drop("embedding").collectAsList());

        assertThat(folder.resolve("aligned-report")).isDirectoryNotContaining("glob:**.unfinished");
        assertThat(folder.resolve("aligned-report/report.html"))
                .content()
                .contains("<h1>", "data-path=\"/metrics/after/labelAccuracy/value\"")
                .endsWith("</html>\n");
        assertThat(report.at("/rows").toString()).isEqualTo("{\"source\":300,\"target\":300,\"aligned\":300}");
        assertThat(report.at("/judged").toString()).isEqualTo("{\"source\":300,\"target\":300,\"heldOut\":false}");
        assertThat(report.has("bound")).isFalse();
        assertThat(report.has("lengths")).isFalse();
        assertThat(report.at("/provenance/command").asText())
                .startsWith("jobs/align.sh --output " + path("aligned")
                        + " --label-col label --set evaluation.rows=5000 --source ")
                .endsWith(" --set training.seed=1");
        assertFiguresAreThere(report);
    }

    private static void assertFiguresAreThere(JsonNode report) {
        for (String key : List.of("/loss/training/total", "/loss/heldOut/logDet")) {
            assertThat(report.at(key + "/standardError").asDouble()).as(key).isPositive();
        }
        for (String metric : List.of(
                "meanDifference", "covarianceDifference", "slicedWasserstein2", "roundTripError", "labelAccuracy")) {
            for (String time : List.of("before", "after")) {
                assertThat(report.at("/metrics/" + time + "/" + metric + "/value")
                                .isNumber())
                        .as("%s %s", metric, time)
                        .isTrue();
            }
        }
        assertThat(report.at("/training/steps").asInt()).isEqualTo(20);
        assertThat(report.at("/provenance/options/flow.hidden").asInt()).isEqualTo(8);
        assertThat(report.at("/provenance/options/training.batch-size").asInt()).isEqualTo(256);
        assertThat(report.at("/provenance/schema/embedding").asText()).isEqualTo("array<float>");
    }

    @Test
    @Tag("long")
    void aThousandHeldOutRowsOfEitherSetAreWhatAMapIsJudgedBy() throws IOException {
        generate(2_000);
        assertThat(align("--set", "training.held-out-fraction=0.5", "--set", "evaluation.rows=5000"))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        assertThat(report("aligned-report").at("/judged").toString())
                .isEqualTo("{\"source\":1000,\"target\":1000,\"heldOut\":true}");
    }

    @Tag("long")
    @Test
    void evaluateSaysTheSameOfTheOutput() throws IOException {
        generate(JUDGED);
        assertThat(align("--label-col", "label")).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(run(
                        "evaluate",
                        "--source",
                        path("moons/source"),
                        "--aligned",
                        path("aligned"),
                        "--target",
                        path("moons/target"),
                        "--label-col",
                        "label",
                        "--report",
                        path("evaluated")))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        JsonNode metrics = report("aligned-report").get("metrics");
        JsonNode again = report("evaluated").get("metrics");
        assertThat(again.get("before").get("slicedWasserstein2"))
                .isEqualTo(metrics.get("before").get("slicedWasserstein2"));
        for (String metric : List.of("meanDifference", "covarianceDifference", "slicedWasserstein2", "labelAccuracy")) {
            assertThat(again.at("/after/" + metric + "/value").asDouble())
                    .as(metric)
                    .isCloseTo(metrics.at("/after/" + metric + "/value").asDouble(), within(1e-6));
        }
    }

    private String[] allPhases() {
        return new String[] {
            "train",
            "--private-models",
            path("private"),
            "--mode",
            "overwrite",
            "--model",
            path("model"),
            "--set",
            "bound.enabled=true",
            "--set",
            "training.batch-size=32",
            "--set",
            "training.affine-steps=10",
            "--set",
            "training.sliced-weight=0.5",
            "--set",
            "training.polish-steps=5"
        };
    }

    @Test
    void allPhasesAndTheBoundAreReportedAndPrivateModelsAreUsedAgain() throws IOException {
        String[] words = allPhases();
        assertThat(runTraining(words)).as(err.toString()).isEqualTo(Main.DONE);
        JsonNode bound = report("model-report").get("bound");
        assertThat(bound.at("/gap/standardError").asDouble()).isPositive();
        assertThat(bound.at("/gapPerDimension/mean").asDouble())
                .isEqualTo(bound.at("/gap/mean").asDouble() / 2);
        assertThat(bound.get("folds").asInt()).isEqualTo(3);
        assertThat(report("model-report").at("/training/steps").asInt()).isEqualTo(10 + 20);
        assertThat(err.toString()).contains("The gap between the loss and its lower bound is");
        assertThat(folder.resolve("private/_SUCCESS")).exists();

        assertThat(runTraining(words)).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(report("model-report").get("bound")).isEqualTo(bound);

        List<String> before = files();
        assertThat(runTraining(Stream.concat(Stream.of(words), Stream.of("--set", "bound.folds=4"))
                        .toArray(String[]::new)))
                .isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("folds was 3 and is 4");
        read("private").withColumn("checksum", lit(0L)).write().parquet(path("damaged"));
        words[2] = path("damaged");
        assertThat(runTraining(words)).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("Expected saved private models at '" + path("damaged"));
        assertThat(files()).containsAll(before);
    }

    @Test
    void aSavedModelMapsAsAlignDidAndBack() {
        assertThat(align("--model", path("model"))).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(transform("moons/source", "mapped")).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(vectors("mapped")).isEqualTo(vectors("aligned"));
        assertThat(transform("mapped", "returned", "--inverse")).isEqualTo(Main.DONE);
        List<List<Float>> expected = vectors("moons/source");
        List<List<Float>> found = vectors("returned");
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < 2; j++) {
                assertThat(found.get(i).get(j)).isCloseTo(expected.get(i).get(j), within(1e-4f));
            }
        }
    }

    /** A target of length one: the job writes what a program does, and its report is of that. */
    @Test
    void rowsAreWrittenAtLengthOneWhereThatIsAsked() throws IOException {
        save(read("moons/target").selectExpr("id", AT_LENGTH_ONE), "unit");
        assertThat(align("--target", path("unit"), "--model", path("model"), "--set", NORMALISE))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        assertThat(transform("moons/source", "mapped", "--set", NORMALISE)).isEqualTo(Main.DONE);

        LrmfAlignerModel model = LrmfAlignerModel.load(path("model"));
        assertThat(model.isSet(model.normalise())).isFalse();
        model.setFeaturesCol("embedding").setOutputCol("embedding").setNormalise(true);
        save(model.transform(read("moons/source")), "program");
        assertThat(vectors("mapped")).isEqualTo(vectors("aligned")).isEqualTo(vectors("program"));

        JsonNode report = report("aligned-report");
        for (String name : List.of("targetMean", "mappedLeast", "mappedMean", "mappedGreatest")) {
            assertThat(report.at("/lengths/" + name).asDouble()).as(name).isCloseTo(1, within(1e-6));
        }
        assertThat(report.at("/metrics/after/roundTripError/value").asDouble())
                .as("lengths are not what comes back")
                .isGreaterThan(1e-2);
        assertThat(report.at("/notes").toString()).contains("brought to length one");
        assertThat(err.toString()).doesNotContain("output.normalise = true");
    }

    @Test
    void trainSavesTheModelAndReportsBesideIt() {
        assertThat(runTraining("train", "--model", path("model")))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        assertThat(folder.resolve("model-report/report.json")).exists();
        assertThat(transform("moons/source", "mapped")).isEqualTo(Main.DONE);
    }
}
