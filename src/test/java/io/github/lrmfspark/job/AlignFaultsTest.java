package io.github.lrmfspark.job;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.storage.OutputLock;
import io.github.lrmfspark.storage.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Align, train and transform from the command line, where something is wrong with what they are given. */
@SparkTest
class AlignFaultsTest extends SmallMoons {
    AlignFaultsTest(SparkSession spark) {
        super(spark);
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
        assertThat(err.toString())
                .contains(System.lineSeparator() + "Failed: TrainingFailedException: Cannot go on training");
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

    @Test
    void anOutputThatAnotherRunWritesIsRefused() {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        List<OutputLock> others =
                OutputLock.take(List.of(Place.of(hadoop, path("aligned"))), "the other run", notice -> {});
        try {
            assertThat(align()).isEqualTo(Main.REFUSED);
            assertThat(err.toString()).contains("found one: the other run");
        } finally {
            OutputLock.giveBack(others);
        }
        assertThat(folder.resolve("aligned")).doesNotExist();
        assertThat(align()).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(files()).noneMatch(file -> file.contains(".lock"));
    }
}
