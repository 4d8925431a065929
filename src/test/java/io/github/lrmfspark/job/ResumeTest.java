package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** A job that was killed, and the same line again. */
@SparkTest
class ResumeTest extends SmallMoons {
    private static final int PATIENCE_SECONDS = 120;

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
                                "training.steps=4000",
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
        killAtACheckpoint(List.of(words(checkpointed)));
        assertThat(folder.resolve("model")).doesNotExist();
        assertThat(files()).anyMatch(file -> file.endsWith(".checkpoint"));

        assertThat(runTraining(checkpointed)).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(runTraining(train("undisturbed"))).isEqualTo(Main.DONE);

        assertThat(err.toString()).contains("training goes on after step ");
        assertThat(parameters("model")).containsExactly(parameters("undisturbed"));
        assertThat(folder.resolve("checkpoints")).doesNotExist();
    }

    /** Starts the job in a JVM of its own and kills that when it has written a checkpoint. */
    private void killAtACheckpoint(List<String> job) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dspark.master=local[2]",
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.driver.host=127.0.0.1"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(words::add);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        words.addAll(job);
        File log = folder.resolve("log").toFile();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            for (int tenth = 0; tenth < 10 * PATIENCE_SECONDS && process.isAlive() && !checkpointed(); tenth++) {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(checkpointed()).as(Files.readString(log.toPath())).isTrue();
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
