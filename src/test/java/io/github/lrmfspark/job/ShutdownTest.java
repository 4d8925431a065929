package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that is told to end: it says what it leaves and leaves nothing else, and the same line goes on. */
@SparkTest
class ShutdownTest extends SmallMoons {
    private static final String NOTHING = "The job was told to end before it was done. No output was written";

    /** A training of several seconds, which has a checkpoint after a few tenths of one. */
    private static final List<String> LONG = List.of("--set", "training.steps=600", "--set", "training.workers=2");

    ShutdownTest(SparkSession spark) {
        super(spark);
    }

    /** Starts align, sends a signal when it has come to a moment, and returns the exit code. */
    private int end(String moment, String signal, String... more) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Path marker = folder.resolve("marker");
        List<String> options = switch (moment) {
            case "mapping" -> StandingFiles.options("task_.*_m_000000", marker);
            case "report" -> StandingFiles.options("report.json", marker);
            default -> List.of();
        };
        List<String> words = new ArrayList<>(List.of("align", "--output", path("aligned")));
        words.addAll(List.of(more));
        if (options.isEmpty()) {
            words.addAll(LONG);
        }
        try (JobProcess job = new JobProcess(log, options, List.of(words(words.toArray(String[]::new))))) {
            job.await(() -> switch (moment) {
                case "reading" -> Files.exists(folder.resolve(".aligned.lock"));
                case "training" -> files().stream().anyMatch(file -> file.endsWith(".checkpoint"));
                case "bound" -> printed(log).contains("private");
                default -> Files.exists(marker);
            });
            job.signal(signal);
            return job.await();
        } finally {
            Files.deleteIfExists(marker);
        }
    }

    private static String printed(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "";
        }
    }

    /** What was printed last, and before it no trace. */
    private String lastLine() {
        String printed = printed(folder.resolve("log"));
        assertThat(printed).doesNotContain("\tat ", "Exception", "Failed: ");
        return printed.substring(printed.lastIndexOf('\n', printed.length() - 2) + 1)
                .strip();
    }

    private void assertNothingIsLeft() {
        assertThat(files()).noneMatch(file -> file.contains(".lock") || file.contains("unfinished"));
    }

    @Test
    void aTrainingThatWasEndedGoesOn() throws IOException, InterruptedException {
        String[] kept = {"--checkpoints", path("checkpoints"), "--resume", "--set", "checkpoint.every-rounds=5"};
        assertThat(end("training", "TERM", kept)).isEqualTo(143);
        assertThat(lastLine())
                .isEqualTo(NOTHING + "; checkpoints are kept in '" + path("checkpoints")
                        + "': the same line with --resume goes on from there");
        assertNothingIsLeft();
        assertThat(folder.resolve("aligned")).doesNotExist();

        List<String> same = new ArrayList<>(List.of(kept));
        same.addAll(LONG);
        assertThat(align(same.toArray(String[]::new))).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(err.toString()).contains("training goes on after step ");
    }

    @Test
    void anOutputThatWasBeingWrittenIsGoneAndAnOlderOneStays() throws IOException, InterruptedException {
        save(read("moons/source").limit(7), "aligned");
        assertThat(end("mapping", "INT", "--mode", "overwrite")).isEqualTo(130);
        assertThat(lastLine()).isEqualTo(NOTHING);
        assertNothingIsLeft();
        assertThat(read("aligned").count()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"reading, TERM, 143", "reading, HUP, 129", "training, INT, 130", "bound, TERM, 143"})
    @Tag("long")
    void beforeAnythingIsWrittenNothingIsLeft(String moment, String signal, int code)
            throws IOException, InterruptedException {
        List<String> before = files();
        assertThat(end(moment, signal, "--set", "bound.enabled=true", "--checkpoints", path("checkpoints")))
                .isEqualTo(code);
        assertThat(lastLine()).startsWith(NOTHING);
        assertNothingIsLeft();
        assertThat(files().stream().filter(file -> !file.contains("checkpoints")))
                .hasSize(before.size() + 1);
    }

    @Test
    @Tag("long")
    void whatIsWholeStaysWhereTheReportIsNot() throws IOException, InterruptedException {
        assertThat(end("report", "TERM", "--model", path("model"))).isEqualTo(143);
        assertThat(lastLine())
                .isEqualTo("The job was told to end before it was done. These outputs are whole and stay: "
                        + path("model") + ", " + path("aligned"));
        assertThat(files()).noneMatch(file -> file.contains(".lock"));
        assertThat(vectors("aligned")).hasSize(300);
    }
}
