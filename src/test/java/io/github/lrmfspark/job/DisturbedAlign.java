package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.ml.LrmfAlignerModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;

/**
 * An {@code align} of all phases that replaces older outputs, in a process of its own, which comes to a moment and is disturbed;
 * and the same line again, which has to end with the bits of a run that nobody disturbed.
 */
abstract class DisturbedAlign extends SmallMoons {
    private static final List<String> SETTINGS = List.of(
            "training.steps=200",
            "training.affine-steps=60",
            "training.polish-steps=60",
            "training.averaging-frequency=5",
            "checkpoint.every-rounds=1",
            "flow.couplings=2",
            "flow.hidden=8",
            "training.workers=1",
            "bound.enabled=false",
            "evaluation.rows=50");

    private static List<List<Float>> undisturbed = List.of();
    private static float[] undisturbedModel = {};

    private List<List<Float>> old = List.of();

    DisturbedAlign(SparkSession spark) {
        super(spark);
    }

    /** A moment of a run. */
    interface Moment {
        /** Returns when it has come. */
        void await(JobProcess job, DisturbedAlign run) throws IOException, InterruptedException;
    }

    /** When so many checkpoints in all have been seen, and a few milliseconds more. */
    static Moment checkpoints(int count, int seed) {
        return (job, run) -> {
            Set<String> seen = new HashSet<>();
            job.await(() -> {
                run.checkpointFiles().forEach(seen::add);
                return seen.size() >= count || Files.exists(run.folder.resolve("aligned-report/report.html"));
            });
            Thread.sleep(new Random(seed).nextInt(40));
        };
    }

    /** When there is a checkpoint of a phase. */
    static Moment phase(String name) {
        return (job, run) -> job.await(() -> run.checkpointFiles().anyMatch(file -> file.startsWith(name)));
    }

    /** When there is a file or a directory. */
    static Moment there(String name) {
        return (job, run) -> job.await(() -> Files.exists(run.folder.resolve(name)));
    }

    private Stream<String> checkpointFiles() {
        String[] names = folder.resolve("checkpoints").toFile().list();
        return names == null ? Stream.of() : Arrays.stream(names).filter(name -> name.endsWith(".checkpoint"));
    }

    @BeforeEach
    void writeOldOutputs() throws IOException {
        if (undisturbed.isEmpty()) {
            assertThat(run(align("undisturbed", "undisturbed-model")))
                    .as(err.toString())
                    .isEqualTo(Main.DONE);
            undisturbed = vectors("undisturbed");
            undisturbedModel = LrmfAlignerModel.load(path("undisturbed-model")).parameters();
        }
        assertThat(run(words("align", "--output", path("aligned"), "--model", path("model"))))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        old = vectors("aligned");
        assertThat(old).isNotEqualTo(undisturbed);
        Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(folder.resolve("foreign/notes.txt"), "somebody's");
    }

    private String[] align(String output, String model) {
        Stream<String> words = Stream.of(
                "align",
                "--source",
                path("moons/source"),
                "--target",
                path("moons/target"),
                "--output",
                path(output),
                "--model",
                path(model),
                "--checkpoints",
                path("checkpoints"),
                "--resume",
                "--mode",
                "overwrite");
        return Stream.concat(words, SETTINGS.stream().flatMap(setting -> Stream.of("--set", setting)))
                .toArray(String[]::new);
    }

    /** Starts the job, logging as the scripts let it, with files that stand before something is renamed to a certain name, if that is given. */
    JobProcess start(String standing) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Dlog4j2.configurationFile=conf/log4j2.properties"));
        if (!standing.isEmpty()) {
            options.addAll(StandingFiles.options(standing, folder.resolve("marker")));
        }
        return new JobProcess(folder.resolve("log"), options, List.of(align("aligned", "model")));
    }

    /** What was there before is still there, or the new one is, whole; nothing else has changed. */
    void assertOldOrNewIsWhole() throws IOException {
        if (Files.exists(folder.resolve("aligned"))) {
            assertThat(vectors("aligned")).isIn(old, undisturbed);
        } else {
            assertThat(vectors(".aligned.replaced")).isEqualTo(old);
        }
        String model = Files.exists(folder.resolve("model")) ? "model" : ".model.replaced";
        assertThat(LrmfAlignerModel.load(path(model)).dimension()).isEqualTo(2);
        assertThat(folder.resolve("foreign/notes.txt")).hasContent("somebody's");
    }

    /** The same line again ends with the bits of the undisturbed run, and leaves nothing but the outputs. */
    void assertGoesOn() {
        assertThat(run(align("aligned", "model"))).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(vectors("aligned")).isEqualTo(undisturbed);
        assertThat(LrmfAlignerModel.load(path("model")).parameters()).containsExactly(undisturbedModel);
        assertThat(folder.resolve("foreign/notes.txt")).hasContent("somebody's");
        assertThat(files())
                .noneMatch(file -> file.contains("unfinished")
                        || file.contains(".replaced")
                        || file.contains(".lock")
                        || file.contains("/checkpoints"));
    }
}
