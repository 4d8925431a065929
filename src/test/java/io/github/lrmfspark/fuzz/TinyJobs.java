package io.github.lrmfspark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Commands of the job that take a second. */
final class TinyJobs {
    /** No command of tiny sets needs longer, on a busy machine too. */
    static final Duration LIMIT = Duration.ofSeconds(90);

    /** Trainings of two steps. */
    static final List<String> QUICK = List.of(
            "training.steps=2",
            "training.affine-steps=0",
            "training.polish-steps=0",
            "training.workers=1",
            "training.batch-size=16",
            "flow.couplings=2",
            "flow.hidden=8",
            "bound.enabled=false",
            "evaluation.rows=30");

    private TinyJobs() {}

    /** Makes up two sets of vectors of two: {@code source} and {@code target} within a directory. */
    static void generate(Path directory, int rows) {
        done("generate", "--kind", "moons", "--rows", "" + rows, "--rotation", "40", "--output", directory.toString());
    }

    /** Runs what has to succeed. */
    static Outcome done(String... words) {
        Outcome outcome = Outcome.of(LIMIT, List.of(words));
        assertThat(outcome.isDone()).as(outcome.toString()).isTrue();
        return outcome;
    }

    /** A training with quick settings where it has none of its own. */
    static List<String> quick(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        for (String setting : QUICK) {
            String key = setting.substring(0, setting.indexOf('=') + 1);
            if (Stream.of(words).noneMatch(word -> word.startsWith(key))) {
                all.addAll(List.of("--set", setting));
            }
        }
        return all;
    }

    /** Learns a model of the two sets in a directory. */
    static void train(Path sets, Path model, String... more) {
        String[] words = Stream.concat(
                        Stream.of(
                                "train",
                                "--source",
                                sets + "/source",
                                "--target",
                                sets + "/target",
                                "--model",
                                "" + model),
                        Stream.of(more))
                .toArray(String[]::new);
        done(quick(words).toArray(String[]::new));
    }
}
