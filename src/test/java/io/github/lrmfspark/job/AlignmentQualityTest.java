package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.DigitCodes;
import io.github.lrmfspark.data.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well the job aligns, from the command line, on sets whose labels tell. */
@SparkTest
@Tag("long")
class AlignmentQualityTest {
    private final SparkSession spark;

    @TempDir
    private Path folder;

    AlignmentQualityTest(SparkSession spark) {
        this.spark = spark;
    }

    /** Unaligned, labelAccuracy is .92 to .94 and slicedWasserstein2 .29. */
    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,1", "4,1", "5,1", "1,2", "2,2", "3,2", "4,2", "5,2"})
    void moons(int seed, int workers) throws IOException {
        run(
                "generate",
                "--kind",
                "moons",
                "--rows",
                "1000",
                "--rotation",
                "50",
                "--noise",
                "0.05",
                "--seed",
                "" + seed,
                "--output",
                path("moons"));
        JsonNode metrics = align(
                path("moons/source"),
                path("moons/target"),
                "--config",
                "conf/moons.conf",
                "--set",
                "training.seed=" + seed,
                "--set",
                "training.workers=" + workers);
        assertThat(metrics.at("/after/labelAccuracy").asDouble()).isGreaterThanOrEqualTo(0.99);
        assertThat(metrics.at("/after/slicedWasserstein2").asDouble()).isLessThanOrEqualTo(0.09);
    }

    /** USPS to MNIST as codes of 32 numbers, by the defaults; a PyTorch reference reaches .859 to .863 of labelAccuracy. */
    @Test
    void digits() throws IOException {
        Sample source = DigitCodes.read("usps-test");
        write(DigitCodes.read("usps-train"), "source");
        write(DigitCodes.read("mnist-train"), "target");
        write(source, "test");
        JsonNode onTraining =
                align(path("source"), path("target"), "--model", path("model"), "--set", "evaluation.rows=8000");
        System.err.println(onTraining);
        run("transform", "--model", path("model"), "--source", path("test"), "--output", path("test-aligned"));
    }

    @Test
    void gaussians() throws IOException {
        for (String dimension : List.of("2", "32")) {
            String set = "gaussians" + dimension;
            run(
                    "generate",
                    "--kind",
                    "gaussians",
                    "--rows",
                    "5000",
                    "--dim",
                    dimension,
                    "--rotation",
                    "40",
                    "--noise",
                    "0",
                    "--seed",
                    "1",
                    "--output",
                    path(set));
            JsonNode metrics = align(
                    path(set + "/source"),
                    path(set + "/target"),
                    "--set",
                    "flow.kind=affine",
                    "--set",
                    "training.noise=0");
            System.err.println(metrics);
        }
    }

    private JsonNode align(String source, String target, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "align",
                "--source",
                source,
                "--target",
                target,
                "--output",
                path("aligned"),
                "--report",
                path("report"),
                "--label-col",
                "label",
                "--mode",
                "overwrite"));
        words.addAll(List.of(more));
        run(words.toArray(String[]::new));
        JsonNode metrics = new ObjectMapper()
                .readTree(folder.resolve("report/report.json").toFile())
                .get("metrics");
        System.err.println(String.join(" ", more) + " " + metrics);
        return metrics;
    }

    private static void run(String... words) {
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), words);
        assertThat(code).as(err.toString()).isEqualTo(Main.DONE);
    }

    private void write(Sample sample, String name) {
        List<Row> rows = new ArrayList<>();
        float[] vector = new float[sample.rows().dimension()];
        for (int i = 0; i < sample.rows().rows(); i++) {
            sample.rows().copyRow(i, vector, 0);
            rows.add(RowFactory.create((long) i, vector.clone(), sample.labels()[i]));
        }
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("embedding", DataTypes.createArrayType(DataTypes.FloatType, false))
                .add("label", DataTypes.IntegerType);
        spark.createDataFrame(rows, schema).write().mode("overwrite").parquet(path(name));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
