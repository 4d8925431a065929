package io.github.lrmfspark.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.storage.ExceptionMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sets of which one file cannot be read. */
@SparkTest
class ReadFaultsTest extends SmallMoons {

    ReadFaultsTest(SparkSession spark) {
        super(spark);
    }

    enum Damage {
        TRUNCATED,
        EMPTY,
        TEXT,
        FLIPPED
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatCannotBeReadIsNamedAndNothingIsWritten(Damage damage) throws IOException {
        read("moons/source").repartition(4).write().parquet(path("parts"));
        Path file = part(2);
        Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.write(file, damaged(Files.readAllBytes(file), damage));
        assertThat(align("--source", path("parts"))).as(err.toString()).isEqualTo(Main.REFUSED);
        assertThat(err.toString())
                .startsWith("Expected")
                .contains(file.getFileName().toString());
        assertThat(files()).noneMatch(f -> f.contains("aligned"));
    }

    private Path part(int number) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(path("parts")))) {
            return files.filter(f -> f.toString().endsWith(".parquet"))
                    .sorted()
                    .skip(number)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Tag("long")
    @Test
    void aFileThatIsDeletedAfterTheTrainingIsNamedAndNothingIsWritten() throws IOException, InterruptedException {
        save(read("moons/source").repartition(4), "parts");
        Path file = part(2);
        Path marker = folder.resolve("marker");
        String[] words =
                words("align", "--source", path("parts"), "--output", path("aligned"), "--model", path("model"));
        try (JobProcess job =
                new JobProcess(folder.resolve("log"), StandingFiles.options("model", marker), List.of(words))) {
            job.await(() -> Files.exists(marker));
            Files.delete(file);
            Files.delete(marker);
            assertThat(job.await()).as(job.printed()).isEqualTo(Main.FAILED);
            assertThat(job.printed())
                    .contains("Failed: ")
                    .contains(file.getFileName().toString());
        }
        assertThat(folder.resolve("model/metadata/_SUCCESS")).exists();
        assertThat(files()).noneMatch(f -> f.contains("aligned"));
    }

    @Test
    void aFileThatIsDeletedBeforeItIsReadIsNamed() throws IOException {
        save(read("moons/source").repartition(4), "parts");
        Dataset<Row> rows = ParquetSource.at(spark, path("parts")).rows(List.of());
        Path file = part(2);
        Files.delete(file);
        Throwable failure = catchThrowable(() -> FeatureSet.scan("the source", rows, "embedding", InvalidRows.ERROR));
        assertThat(ExceptionMessages.of(failure)).contains(file.getFileName().toString());
    }

    private static byte[] damaged(byte[] bytes, Damage damage) {
        return switch (damage) {
            case TRUNCATED -> Arrays.copyOf(bytes, bytes.length / 2);
            case EMPTY -> new byte[0];
            case TEXT -> "id,embedding".repeat(100).getBytes(UTF_8);
            case FLIPPED -> {
                byte[] flipped = bytes.clone();
                for (int i = 4; i < bytes.length / 2; i++) {
                    flipped[i] ^= 0x55;
                }
                yield flipped;
            }
        };
    }

    @Test
    void whatATaskSaysOfItsFailureComesFirst() {
        Column thrown = raise_error(lit("the worker's own words"));
        Throwable failure = catchThrowable(() -> spark.range(4).select(thrown).collectAsList());
        assertThat(ExceptionMessages.of(failure)).startsWith("RuntimeException: the worker's own words");
        assertThat(ExceptionMessages.of(
                        new IllegalStateException("outside", new IOException("No space left on device"))))
                .isEqualTo("IllegalStateException: outside IOException: No space left on device");
        assertThat(ExceptionMessages.of(new RuntimeException(new IOException("No space left on device"))))
                .isEqualTo("IOException: No space left on device");
    }
}
