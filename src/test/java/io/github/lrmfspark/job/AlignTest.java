package io.github.lrmfspark.job;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.SparkTest;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Align, train and transform from the command line, on two small sets of moons. */
@SparkTest
class AlignTest {
    private static final List<String> SMALL = List.of(
            "training.steps=20",
            "training.affine-steps=0",
            "training.polish-steps=0",
            "training.workers=1",
            "flow.couplings=2",
            "flow.hidden=8",
            "bound.enabled=false",
            "evaluation.rows=50");

    private final SparkSession spark;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    AlignTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void generate() {
        generate(300);
    }

    private void generate(int rows) {
        assertThat(run(
                        "generate",
                        "--kind",
                        "moons",
                        "--rows",
                        "" + rows,
                        "--rotation",
                        "50",
                        "--output",
                        path("moons"),
                        "--mode",
                        "overwrite"))
                .isEqualTo(Main.DONE);
    }

    @Test
    void alignMapsTheSourceAndReports() throws IOException {
        assertThat(align("--label-col", "label", "--set", "evaluation.rows=5000"))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        JsonNode report = report("aligned-report");
        String verdict = report.at("/verdict/outcome").asText();
        assertThat(out.toString().lines().skip(1))
                .containsExactly("{\"output\":\"%s\",\"report\":\"%s\",\"rows\":300,\"verdict\":\"%s\"}"
                        .formatted(path("aligned"), path("aligned-report/report.json"), verdict));
        assertThat(err.toString())
                .startsWith(verdict + ": " + report.at("/verdict/reason").asText())
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
        assertThat(report.has("bound")).isFalse();
        assertThat(report.at("/provenance/command").asText())
                .startsWith("jobs/align.sh --output " + path("aligned")
                        + " --label-col label --set evaluation.rows=5000 --source ")
                .endsWith(" --set training.seed=1");
        for (String key : List.of("/loss/training/total", "/loss/heldOut/logDet")) {
            assertThat(report.at(key + "/standardError").asDouble()).as(key).isPositive();
        }
        for (String metric : List.of(
                "meanDifference", "covarianceDifference", "slicedWasserstein2", "roundTripError", "labelAccuracy")) {
            assertThat(report.at("/metrics/before").get(metric).get("value").isNumber())
                    .as(metric)
                    .isTrue();
            assertThat(report.at("/metrics/after").get(metric).get("value").isNumber())
                    .as(metric)
                    .isTrue();
        }
        assertThat(report.at("/training/steps").asInt()).isEqualTo(20);
        assertThat(report.at("/provenance/options/flow.hidden").asInt()).isEqualTo(8);
        assertThat(report.at("/provenance/options/training.batch-size").asInt()).isEqualTo(256);
        assertThat(report.at("/provenance/schema/embedding").asText()).isEqualTo("array<float>");
    }

    @Test
    void evaluateSaysTheSameOfTheOutput() throws IOException {
        generate(50);
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

    @Test
    void allPhasesAndTheBoundAreReportedAndPrivateModelsAreUsedAgain() throws IOException {
        String[] words = {
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

    @Test
    void trainSavesTheModelAndReportsBesideIt() {
        assertThat(runTraining("train", "--model", path("model")))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        assertThat(folder.resolve("model-report/report.json")).exists();
        assertThat(transform("moons/source", "mapped")).isEqualTo(Main.DONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing  | Expected Parquet files at",
                "nulls    | found 1 null vectors (id=7)",
                "nan      | found 1 vectors with NaN or infinite values (id=7)",
                "ragged   | found length 3 in 1 of them (id=7)",
                "wide     | Expected source and target vectors of one length",
                "single   | Expected source and target vectors of one length",
                "empty    | found no rows",
                "text     | of type array<float>, array<double> or vector; found string",
                "renamed  | Expected a column 'embedding'; found the columns 'embeddings' array<float>",
            })
    void unusableSetsAreRefusedAndNothingIsWritten(String set, String message) {
        write(set);
        List<String> before = files();
        assertThat(runTraining("align", "--source", path(set), "--output", path("aligned")))
                .isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void invalidRowsCanBeDropped() throws IOException {
        write("nan");
        assertThat(runTraining(
                        "align", "--source", path("nan"), "--output", path("aligned"), "--set", "data.invalid=drop"))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        assertThat(read("aligned").count()).isEqualTo(299);
        JsonNode report = report("aligned-report");
        assertThat(report.at("/rows").toString()).isEqualTo("{\"source\":300,\"target\":300,\"aligned\":299}");
        assertThat(report.at("/provenance/rows/sourceDropped").asInt()).isEqualTo(1);
    }

    @Test
    void oneCoordinateIsTooFewForCouplings() {
        write("single");
        assertThat(runTraining(
                        "align", "--source", path("single"), "--target", path("single"), "--output", path("aligned")))
                .isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("Expected vectors of length 2 or more");
    }

    @Test
    void everyOutputIsCheckedBeforeAnyWork() throws IOException {
        Files.createDirectory(folder.resolve("aligned-report"));
        assertThat(align()).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("Expected no output yet at").doesNotContain("step ");
        assertThat(folder.resolve("aligned")).doesNotExist();
        assertThat(align("--report", path("aligned/inside"))).isEqualTo(Main.REFUSED);
        assertThat(align("--report", path("moons"))).isEqualTo(Main.REFUSED);
    }

    @Test
    void aModelOfAnotherDimensionOrADamagedOneIsRefused() throws IOException {
        assertThat(runTraining("train", "--model", path("model"))).isEqualTo(Main.DONE);
        write("wide");
        assertThat(transform("wide", "mapped")).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("Expected vectors of length 2").contains("found length 3");
        assertThat(run("transform", "--model", path("moons"), "--source", path("wide"), "--output", path("mapped")))
                .isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains(path("moons"));
        assertThat(folder.resolve("mapped")).doesNotExist();
    }

    @Test
    void aTrainingThatFailsKeepsItsLastGoodModel() {
        List<String> words = new ArrayList<>(List.of("train", "--model", path("model")));
        words.addAll(List.of("--source", path("moons/source"), "--target", path("moons/target")));
        for (String reckless : List.of("training.learning-rate=0.99", "training.transform-rate-ratio=1")) {
            words.addAll(List.of("--set", reckless));
        }
        assertThat(run(words.toArray(String[]::new))).isEqualTo(Main.FAILED);
        assertThat(err.toString()).startsWith("Failed: TrainingFailedException: Cannot go on training");
        assertThat(folder.resolve("model-report")).doesNotExist();
        assertThat(transform("moons/source", "mapped")).isEqualTo(Main.DONE);
    }

    private void write(String set) {
        Dataset<Row> source = read("moons/source");
        Column vector = col("embedding");
        Column seventh = col("id").equalTo(7);
        Column wide = array(vector.getItem(0), vector.getItem(1), lit(1f));
        Column nan = array(vector.getItem(0), lit(Float.NaN));
        switch (set) {
            case "nothing" -> {}
            case "nulls" ->
                save(source.withColumn("embedding", when(seventh, null).otherwise(vector)), set);
            case "nan" -> save(source.withColumn("embedding", when(seventh, nan).otherwise(vector)), set);
            case "ragged" ->
                save(source.withColumn("embedding", when(seventh, wide).otherwise(vector)), set);
            case "wide" -> save(source.withColumn("embedding", wide), set);
            case "single" -> save(source.withColumn("embedding", array(vector.getItem(0))), set);
            case "empty" -> save(source.limit(0), set);
            case "text" -> save(source.withColumn("embedding", vector.cast("string")), set);
            case "renamed" -> save(source.withColumnRenamed("embedding", "embeddings"), set);
            default -> throw new IllegalArgumentException(set);
        }
    }

    private void save(Dataset<Row> rows, String name) {
        rows.write().parquet(path(name));
    }

    private int align(String... more) {
        return runTraining(Stream.concat(Stream.of("align", "--output", path("aligned")), Stream.of(more))
                .toArray(String[]::new));
    }

    private int transform(String source, String output, String... more) {
        List<String> words = new ArrayList<>(
                List.of("transform", "--model", path("model"), "--source", path(source), "--output", path(output)));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private int runTraining(String... given) {
        List<String> words = new ArrayList<>(List.of(given));
        for (String domain : List.of("source", "target")) {
            if (!words.contains("--" + domain)) {
                words.addAll(List.of("--" + domain, path("moons/" + domain)));
            }
        }
        for (String small : SMALL) {
            String key = small.substring(0, small.indexOf('=') + 1);
            if (words.stream().noneMatch(word -> word.startsWith(key))) {
                words.addAll(List.of("--set", small));
            }
        }
        return run(words.toArray(String[]::new));
    }

    private int run(String... words) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    private JsonNode report(String directory) throws IOException {
        return new ObjectMapper().readTree(new File(path(directory + "/report.json")));
    }

    private Dataset<Row> read(String name) {
        return spark.read().parquet(path(name));
    }

    private List<List<Float>> vectors(String name) {
        return read(name).orderBy("id").select("embedding").collectAsList().stream()
                .map(row -> row.<Float>getList(0))
                .toList();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private List<String> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
