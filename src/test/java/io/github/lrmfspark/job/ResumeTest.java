package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
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
                                "training.steps=1200",
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

    @Test
    void aJobKilledAndResumedEndsWithTheBitsOfOneThatWasNot() throws IOException, InterruptedException {
        String[] checkpointed = train("model", "--checkpoints", path("checkpoints"), "--resume");
        try (JobProcess job = new JobProcess(folder.resolve("log"), List.of(), List.of(words(checkpointed)))) {
            job.await(this::checkpointed);
        }
        assertThat(folder.resolve("model")).doesNotExist();
        assertThat(files()).anyMatch(file -> file.endsWith(".checkpoint"));

        assertThat(runTraining(checkpointed)).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(runTraining(train("undisturbed"))).isEqualTo(Main.DONE);

        assertThat(err.toString()).contains("training goes on after step ");
        assertThat(parameters("model")).containsExactly(parameters("undisturbed"));
        assertThat(folder.resolve("checkpoints")).doesNotExist();
    }

    private boolean checkpointed() {
        return files().stream().anyMatch(file -> file.endsWith(".checkpoint"));
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
