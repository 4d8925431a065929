package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A driver that is killed while it commits an output, and the same line again. */
@SparkTest
class KilledCommitTest extends SmallMoons {
    private static final String A_PART = "part-00001.*";
    private static final String LAST_STEP = "images";

    KilledCommitTest(SparkSession spark) {
        super(spark);
    }

    @BeforeEach
    void train() {
        save(read("moons/source").repartition(4), "parts");
        assertThat(runTraining("train", "--model", path("model"))).isEqualTo(Main.DONE);
        assertThat(transform("parts", "whole")).isEqualTo(Main.DONE);
    }

    /** Kills a transform before it renames something. Its lock is removed, so that the next need not wait for that. */
    private void killBefore(String renamed, String... more) throws IOException, InterruptedException {
        Path marker = folder.resolve("marker");
        List<String> words = Stream.concat(
                        Stream.of(
                                "transform",
                                "--model",
                                path("model"),
                                "--source",
                                path("parts"),
                                "--output",
                                path("images")),
                        Stream.of(more))
                .toList();
        try (JobProcess job = new JobProcess(folder.resolve("log"), StandingFiles.options(renamed, marker), words)) {
            job.await(() -> Files.exists(marker));
        }
        deleteLocks();
    }

    private void assertComplete(String output, String same) {
        assertThat(folder.resolve(output).resolve("_SUCCESS")).exists();
        assertThat(vectors(output)).hasSize(300).isEqualTo(vectors(same));
    }

    private void assertNothingBesideImages() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith(".images"));
        }
    }

    @Test
    void anOutputWhoseCommitWasBegunIsAbsent() throws IOException, InterruptedException {
        killBefore(A_PART);
        assertThat(files()).anyMatch(file -> file.contains(".images.unfinished/_temporary"));
        assertThat(folder.resolve("images")).doesNotExist();

        assertThat(transform("parts", "images")).as(err.toString()).isEqualTo(Main.DONE);
        assertComplete("images", "whole");
        assertNothingBesideImages();
    }

    @Test
    @Tag("long")
    void anOutputThatIsToBeReplacedIsThereUntilTheNewOneIsWhole() throws IOException, InterruptedException {
        assertThat(transform("parts", "images", "--inverse")).isEqualTo(Main.DONE);
        assertThat(transform("parts", "inverse", "--inverse")).isEqualTo(Main.DONE);

        killBefore(A_PART, "--mode", "overwrite");
        assertComplete("images", "inverse");

        killBefore(LAST_STEP, "--mode", "overwrite");
        assertThat(folder.resolve("images")).doesNotExist();
        assertComplete(".images.replaced", "inverse");
        assertComplete(".images.unfinished", "whole");

        assertThat(transform("parts", "images", "--mode", "overwrite"))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        assertComplete("images", "whole");
        assertNothingBesideImages();
    }
}
