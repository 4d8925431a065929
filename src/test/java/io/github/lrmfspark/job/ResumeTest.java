package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A job that was killed, and the same line again. */
@SparkTest
class ResumeTest extends SmallMoons {
    ResumeTest(SparkSession spark) {
        super(spark);
    }

    private String[] train(String model, String... more) {
        return Stream.concat(
                        Stream.of(
                                "train",
                                "--model",
                                path(model),
                                "--set",
                                "training.steps=120",
                                "--set",
                                "training.averaging-frequency=5",
                                "--set",
                                "training.workers=2",
                                "--set",
                                "checkpoint.every-rounds=5"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private float[] parameters(String model) {
        return LrmfAlignerModel.load(path(model)).parameters();
    }

    @Tag("long")
    @Test
    void aJobKilledAndResumedEndsWithTheBitsOfOneThatWasNot() throws IOException, InterruptedException {
        String[] checkpointed = train("model", "--checkpoints", path("checkpoints"), "--resume");
        Path marker = folder.resolve("marker");
        List<String> standing = StandingFiles.options("training.0000000050.checkpoint", marker);
        try (JobProcess job = new JobProcess(folder.resolve("log"), standing, List.of(words(checkpointed)))) {
            job.await(() -> Files.exists(marker));
        }
        assertThat(files()).anyMatch(file -> file.endsWith(".lock"));
        deleteLocks();
        assertThat(folder.resolve("model")).doesNotExist();
        assertThat(folder.resolve("checkpoints/training.0000000025.checkpoint")).exists();

        assertThat(runTraining(checkpointed)).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(runTraining(train("undisturbed"))).isEqualTo(Main.DONE);

        assertThat(err.toString()).contains("training goes on after step 25.");
        assertThat(parameters("model")).containsExactly(parameters("undisturbed"));
        assertThat(folder.resolve("checkpoints")).doesNotExist();
    }

    @Test
    void theWordIsOfUseBeforeThereIsACheckpoint() {
        assertThat(align("--checkpoints", path("checkpoints"), "--resume")).isEqualTo(Main.DONE);
        assertThat(err.toString()).contains("No checkpoints in");
        assertThat(folder.resolve("checkpoints")).doesNotExist();
    }

    @Test
    void theWordAloneIsRefused() {
        assertThat(align("--resume")).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("Expected --checkpoints DIR beside --resume");
    }

    @Test
    void checkpointsWithinAnOutputAreRefused() {
        assertThat(align("--checkpoints", path("aligned/checkpoints"))).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("Expected an output apart from the inputs");
    }
}
