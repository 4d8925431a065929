package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
                Arguments.of("generate --kind moons --output=", "Expected DIR after --output; found an empty word"),
                Arguments.of("generate --kind moons --output foo://x/y", "No FileSystem for scheme"),
                Arguments.of("generate --kind moons --output a:b", "What is before a colon is taken for a scheme"),
                Arguments.of("generate --kind moons --output /dev/null/nowhere", "Expected a directory at '/dev/null'"),
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

    @ParameterizedTest
    @CsvSource({
        "generate, --output DIR",
        "train, --source PATH --target PATH --model PATH --report DIR --private-models DIR --checkpoints DIR --config FILE"
                + " --features-col NAME --label-col NAME",
        "align, --source PATH --target PATH --output PATH --model PATH --report DIR --private-models DIR --checkpoints DIR"
                + " --config FILE --features-col NAME --label-col NAME",
        "transform, --model PATH --source PATH --output PATH --features-col NAME --config FILE",
        "evaluate, --source PATH --target PATH --aligned PATH --report DIR --id-col NAME --label-col NAME",
    })
    void emptyWordsAreRefusedEverywhere(String command, String options) {
        String[] words = options.split(" ", -1);
        List<String> line = new ArrayList<>(List.of(command));
        for (int i = 0; i < words.length; i += 2) {
            line.addAll(List.of(words[i], ""));
        }
        assertThat(run(line.toArray(String[]::new))).isEqualTo(Main.REFUSED);
        for (int i = 0; i < words.length; i += 2) {
            assertThat(err.toString())
                    .contains("Expected " + words[i + 1] + " after " + words[i] + "; found an empty word");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "transform, --partition, day=",
        "transform, --partition, =3",
        "train, --set, flow.kind=",
        "train, --set, =4",
    })
    void halfAPairIsRefused(String command, String option, String pair) {
        assertThat(run(command, option, pair)).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains(" after " + option + "; found '" + pair + "', of which one half is empty");
    }

    @ParameterizedTest
    @CsvSource({
        "generate, --kind --rows --dim --rotation --noise --seed --mode",
        "train, --set --mode",
        "transform, --partition --set"
    })
    void soAreEmptyWordsThatAreNoText(String command, String options) {
        for (String option : options.split(" ", -1)) {
            assertThat(run(command, option, "")).isEqualTo(Main.REFUSED);
            assertThat(err.toString()).containsPattern("alue for option (option )?'" + option + "'");
        }
    }

    @Test
    void anAtSignIsALetterLikeOthers() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "top secret words");
        assertThat(run("@" + secret)).isEqualTo(Main.REFUSED);
        assertThat(run("generate", "--kind", "moons", "--output", "@" + secret, "@" + secret))
                .isEqualTo(Main.REFUSED);
        assertThat(run("generate", "--kind", "@" + secret, "--output", "x")).isEqualTo(Main.REFUSED);
        assertThat(run("train", "--set", "flow.kind=@" + secret)).isEqualTo(Main.REFUSED);
        assertThat(err.toString())
                .contains("Unknown command '@" + secret, "found '@" + secret)
                .doesNotContain("secret words");
    }

    @Test
    void whatAWordHoldsIsNotObeyedByTheTerminal() {
        assertThat(run("generate", "--kind", "moons", "--output", "x", "y\nALIGNED: fine\u001b[2K\u202e\u2028"))
                .isEqualTo(Main.REFUSED);
        assertThat(err.toString().lines())
                .containsExactly("Expected options only; found 'y\\nALIGNED: fine\\u001b[2K\\u202e\\u2028'");
    }

    @Test
    void anUnexpectedFailureTellsItsCauseAndWhereItHappenedOnRequest() {
        String[] words = {"generate", "--kind", "moons", "--output", "/dev/null/user:x://u:PASSW0RD@h"};
        assertThat(run(words)).isNotEqualTo(Main.DONE);
        assertThat(err.toString()).doesNotContain("\tat ", "PASSW0RD");
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(run(Stream.concat(Stream.of(words), Stream.of("--stacktrace"))
                        .toArray(String[]::new)))
                .isNotEqualTo(Main.DONE);
        assertThat(err.toString()).contains("\tat ").doesNotContain("PASSW0RD");
    }

    private int run(String... words) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }
}
