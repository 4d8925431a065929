package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the commands read and write: what is lost by it, and what is found out in time. */
@SparkTest
class PlacesTest extends SmallMoons {
    PlacesTest(SparkSession spark) {
        super(spark);
    }

    @BeforeEach
    void keepPrecious() throws IOException {
        OtherFileSystem.addTo(spark.sparkContext().hadoopConfiguration());
        Files.createDirectories(folder.resolve("docs/deep"));
        Files.writeString(folder.resolve("docs/deep/thesis.txt"), "precious");
        Files.createSymbolicLink(folder.resolve("latest"), Path.of("moons/source"));
        Files.createSymbolicLink(folder.resolve("parent"), Path.of("moons"));
        Files.writeString(folder.resolve("file"), "a file");
    }

    private void assertRefusedAndNothingChanged(String... words) {
        err.getBuffer().setLength(0);
        List<String> before = files();
        assertThat(runTraining(words)).as(err.toString()).isEqualTo(Main.REFUSED);
        assertThat(err.toString())
                .startsWith("Expected")
                .doesNotContain("\tat ")
                .doesNotContainIgnoringCase("delete")
                .doesNotContain("step ");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anAlignmentThatWouldTakeSomethingIsRefused() {
        for (String words : List.of(
                "--output moons/source",
                "--output moons/target",
                "--output moons",
                "--output latest",
                "--output parent/source",
                "--output docs",
                "--output docs/deep",
                "--output file",
                "--output file/below",
                "--output new/../moons/source",
                "--output new[1]",
                "--output new --model docs",
                "--output new --model moons/source",
                "--output new --model new",
                "--output new --model parent/../new",
                "--output new --report docs/deep/thesis.txt",
                "--output new --report moons/source",
                "--output new --report file/below",
                "--output new --checkpoints file",
                "--output new --checkpoints moons/source/kept",
                "--output new --private-models docs --bound",
                "--output new --private-models moons/source --bound",
                "--output new --private-models new")) {
            assertRefusedAndNothingChanged(("align --mode overwrite "
                            + words.replaceAll("(--\\S+) (?!-)", "$1 " + folder + "/")
                                    .replace("--bound", "--set bound.enabled=true"))
                    .split(" "));
        }
    }

    @Test
    void anEmptyWordIsRefused() {
        for (String option : List.of(
                "--source",
                "--target",
                "--model",
                "--report",
                "--checkpoints",
                "--private-models",
                "--config",
                "--features-col",
                "--label-col")) {
            for (String empty : List.of("", " ")) {
                assertRefusedAndNothingChanged("align", "--output", path("new"), option, empty);
                assertThat(err.toString()).contains(" after " + option + "; found an empty word");
            }
        }
        assertRefusedAndNothingChanged("align", "--output", "");
    }

    @Test
    void aReportStandsBesideOtherFilesAndReplacesOnlyReports() throws IOException {
        assertThat(align("--report", path("docs"), "--mode", "overwrite"))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        assertThat(align("--report", path("docs"), "--mode", "overwrite"))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        assertThat(folder.resolve("docs/deep/thesis.txt")).hasContent("precious");

        Files.writeString(folder.resolve("docs/report.json"), "{\"mine\": 1}");
        assertRefusedAndNothingChanged(
                "align", "--output", path("aligned"), "--report", path("docs"), "--mode", "overwrite");
    }

    @Test
    void everyPlaceMayBeOnAnotherFileSystem() throws IOException {
        assertThat(align("--source", "other://" + path("moons/source")))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        List<String> words = new ArrayList<>(List.of("align"));
        for (String option : List.of("--output", "--model", "--report", "--checkpoints")) {
            words.addAll(List.of(option, "other://" + path("new" + option)));
        }
        assertThat(runTraining(words.toArray(String[]::new))).as(err.toString()).isEqualTo(Main.DONE);
        Files.move(folder.resolve("new--model"), folder.resolve("model"));
        assertThat(transform("moons/source", "mapped")).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(vectors("mapped")).isEqualTo(vectors("new--output"));
        assertThat(files()).noneMatch(file -> file.contains(".unfinished") || file.contains(".lock"));
    }

    @Tag("long")
    @Test
    void oneFileMayHaveNamesOnTwoFileSystems() {
        assertRefusedAndNothingChanged(
                "align",
                "--source",
                "other://" + path("moons/source"),
                "--output",
                path("moons/source"),
                "--mode",
                "overwrite");
    }

    @Tag("long")
    @Test
    void anotherTrainingGoesWhereTheFirstOneWas() throws IOException {
        for (int run = 0; run < 2; run++) {
            assertThat(align("--model", path("model"), "--mode", "overwrite"))
                    .as(err.toString())
                    .isEqualTo(Main.DONE);
        }
        assertThat(transform("moons/source", "aligned", "--mode", "overwrite")).isEqualTo(Main.DONE);
        assertRefusedAndNothingChanged("align", "--output", path("model"), "--mode", "overwrite");
    }
}
