package io.github.lrmfspark.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** The scripts of {@code jobs/} on two sets of moons of 300 rows, with trainings of seconds. */
final class SmallJobs {
    private static final List<String> IN_ONE_PROCESS = List.of("--master", "local[2]");
    private static final List<String> SMALL = List.of(
            "training.steps=1000",
            "training.affine-steps=0",
            "training.polish-steps=0",
            "training.workers=2",
            "training.averaging-frequency=5",
            "flow.couplings=2",
            "flow.hidden=8",
            "bound.enabled=false",
            "evaluation.rows=50");

    private final SparkSession spark;
    private final Path logs;
    private final String sets;
    private final Map<String, String> environment;

    /**
     * @param logs a folder for what is printed
     * @param sets the directory of all inputs and outputs
     * @param environment of the scripts
     */
    SmallJobs(SparkSession spark, Path logs, String sets, Map<String, String> environment) {
        this.spark = spark;
        this.logs = logs;
        this.sets = sets;
        this.environment = environment;
    }

    /** Starts the making of the two sets. */
    Child generate() throws IOException {
        return submit("generate.sh", IN_ONE_PROCESS, "moons", List.of("--kind", "moons", "--rows", "300"));
    }

    /** Starts an alignment of them in one process. */
    Child align(String output) throws IOException {
        return align(IN_ONE_PROCESS, output);
    }

    /** Starts an alignment of them on a cluster. */
    Child align(List<String> cluster, String output, String... more) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("--source", path("moons/source"), "--target", path("moons/target"), "--mode", "overwrite"));
        SMALL.forEach(setting -> words.addAll(List.of("--set", setting)));
        words.addAll(List.of(more));
        return submit("align.sh", cluster, output, words);
    }

    /**
     * Starts a script.
     *
     * @param cluster words for spark-submit
     * @param more words for the job, beside its output
     */
    Child submit(String script, List<String> cluster, String output, List<String> more) throws IOException {
        List<String> words = Stream.of(
                        List.of(
                                Path.of("jobs", script).toAbsolutePath().toString(),
                                "--executor-memory",
                                "1g",
                                "--conf",
                                "spark.driver.bindAddress=127.0.0.1",
                                "--conf",
                                "spark.driver.host=127.0.0.1",
                                "--conf",
                                "spark.ui.enabled=false"),
                        cluster,
                        List.of("--", "--output", path(output)),
                        more)
                .flatMap(List::stream)
                .toList();
        return Child.start(logs, output, environment, words);
    }

    /** Where a set or an output is. */
    String path(String name) {
        return sets + "/" + name;
    }

    /** The vectors of a set, in the order of its ids. */
    List<?> vectors(String set) {
        return spark.read().parquet(path(set)).orderBy("id").select("embedding").collectAsList().stream()
                .map(row -> row.getList(0))
                .toList();
    }
}
