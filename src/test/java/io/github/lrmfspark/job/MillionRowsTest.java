package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.TestJvm;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million vectors of length 64 go through {@code transform} in a JVM of 2 GB of heap and 3 GB in all. */
@SparkTest
@Tag("long")
class MillionRowsTest {
    private static final long ROWS = 1_000_000;

    private final SparkSession spark;

    @TempDir
    private Path folder;

    MillionRowsTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void everyRowIsMappedAndNothingElseChanges() throws Exception {
        writeSource();
        trainBriefly();
        long start = System.nanoTime();
        transformInAJvmOfItsOwn();
        System.err.printf(
                "1,000,000 × 64 transformed in %.1f s, JVM start included%n", (System.nanoTime() - start) / 1e9);
        Dataset<Row> source = spark.read().parquet(path("source"));
        Dataset<Row> aligned = spark.read().parquet(path("aligned"));
        assertThat(aligned.schema()).isEqualTo(source.schema());
        assertThat(aligned.count()).isEqualTo(ROWS);
        Dataset<Row> sourceRest = source.drop("embedding");
        Dataset<Row> alignedRest = aligned.drop("embedding");
        assertThat(sourceRest.exceptAll(alignedRest).count()).isZero();
        assertThat(alignedRest.exceptAll(sourceRest).count()).isZero();
        assertThat(aligned.filter("size(embedding) != 64 or exists(embedding, v -> isnan(v))")
                        .count())
                .isZero();
    }

    private void writeSource() {
        spark.range(ROWS)
                .selectExpr(
                        "id",
                        "transform(sequence(0, 63), i -> cast(sin(id * (0.37 + 0.01 * i)) + 0.1 * i as float)) embedding",
                        "cast(id % 10 as int) label",
                        "concat('row ', id) text")
                .repartition(4)
                .write()
                .parquet(path("source"));
    }

    private void trainBriefly() {
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                ("train --source %s --target %s --model %s --set training.steps=20 --set training.max-rows=2000"
                                + " --set training.workers=2 --set training.affine-steps=0 --set bound.enabled=false")
                        .formatted(path("source"), path("source"), path("model"))
                        .split(" ", -1));
        assertThat(code).as(err.toString()).isEqualTo(Main.DONE);
    }

    private void transformInAJvmOfItsOwn() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(TestJvm.sparkOptions());
        options.addAll(List.of("-Xmx2g", "-Dorg.bytedeco.javacpp.maxphysicalbytes=3g"));
        List<String> words = TestJvm.command(
                options,
                "io.github.lrmfspark.job.Main",
                List.of(
                        "transform",
                        "--model",
                        path("model"),
                        "--source",
                        path("source"),
                        "--output",
                        path("aligned")));
        File log = folder.resolve("log").toFile();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(Files.readString(log.toPath()))
                .isTrue();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
