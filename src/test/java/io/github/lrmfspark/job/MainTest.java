package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SparkTest
class MainTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private final SparkSession spark;

    MainTest(SparkSession spark) {
        this.spark = spark;
    }

    static Stream<Arguments> faultyCommandLines() {
        return Stream.of(
                Arguments.of(
                        "",
                        "Expected a command; found none. The commands are generate, train, transform, align, evaluate"),
                Arguments.of("generat", "Unknown command 'generat'. Did you mean 'generate'?"),
                Arguments.of("generate --output x --kid moons", "Unknown option '--kid'. Did you mean '--kind'?"),
                Arguments.of("generate --output x --kind moons y", "Expected options only; found 'y'"),
                Arguments.of("generate --kind moons", "Missing required option: '--output=DIR'"),
                Arguments.of(
                        "generate --kind moons --output x --mode append",
                        "Invalid value for option '--mode': expected one of [ERROR, OVERWRITE] (case-insensitive) but was 'append'"));
    }

    @ParameterizedTest
    @MethodSource("faultyCommandLines")
    void faultyCommandLinesAreRefused(String words, String message) {
        assertThat(run(words.isEmpty() ? new String[0] : words.split(" ", -1))).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpIsNoFault() {
        assertThat(run("generate", "--help")).isEqualTo(Main.DONE);
        assertThat(out.toString()).contains("--rotation");
    }

    @Test
    void generateWritesBothSets() {
        String output = folder.resolve("moons").toString();
        assertThat(run("generate", "--kind", "moons", "--rows", "50", "--output", output))
                .isEqualTo(Main.DONE);
        assertThat(out.toString())
                .isEqualTo(
                        "{\"source\":\"%s/source\",\"target\":\"%s/target\",\"rows\":50}%n".formatted(output, output));
        for (String set : List.of("source", "target")) {
            assertThat(spark.read().parquet(output + "/" + set).schema().simpleString())
                    .isEqualTo("struct<id:bigint,embedding:array<float>,label:int>");
            assertThat(spark.read()
                            .parquet(output + "/" + set)
                            .select("id")
                            .orderBy("id")
                            .collectAsList())
                    .extracting((Row row) -> row.getLong(0))
                    .hasSize(50)
                    .startsWith(0L)
                    .endsWith(49L);
        }
    }

    @Test
    void anExistingOutputIsRefusedUnlessToldOtherwise() {
        String output = folder.toString();
        assertThat(run("generate", "--kind", "moons", "--output", output)).isEqualTo(Main.DONE);
        assertThat(run("generate", "--kind", "moons", "--output", output)).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("Expected no output yet at").doesNotContain("\tat ");
        assertThat(run("generate", "--kind", "moons", "--output", output, "--mode", "overwrite"))
                .isEqualTo(Main.DONE);
    }

    @Test
    void anUnexpectedFailureTellsItsCauseFirst() {
        assertThat(run("generate", "--kind", "moons", "--output", "/dev/null/nowhere"))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).startsWith("Failed: ").contains("\tat ");
    }

    private int run(String... words) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }
}
