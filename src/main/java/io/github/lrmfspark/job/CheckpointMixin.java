package io.github.lrmfspark.job;

import io.github.lrmfspark.checkpoint.Checkpoints;
import io.github.lrmfspark.ml.LrmfAligner;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.storage.RunPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a training is kept while it runs, so that it can go on after the job was killed. */
final class CheckpointMixin {
    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description = "Where checkpoints are kept until the job is done (default: none are).")
    private @Nullable String directory;

    @Option(
            names = "--resume",
            description = "Go on from the newest checkpoint; from the beginning where there is none.")
    private boolean resume;

    /** @throws InvalidInputException if the training is to go on from checkpoints that are not named */
    void addTo(RunPlan plan) {
        if (directory != null) {
            plan.keeps("--checkpoints", directory);
        } else if (resume) {
            throw new InvalidInputException("Expected --checkpoints DIR beside --resume; found none");
        }
    }

    void setOn(LrmfAligner aligner) {
        if (directory != null) {
            aligner.setCheckpoints(directory).setResume(resume);
        }
    }

    /** Where there are checkpoints to go on from; empty where there are none. */
    Optional<String> kept(SparkSession spark) {
        return Optional.ofNullable(directory)
                .filter(path -> Checkpoints.exist(spark.sparkContext().hadoopConfiguration(), path));
    }

    /** Removes them once everything is written. */
    void remove(SparkSession spark, PrintWriter console) {
        if (directory != null) {
            try {
                Checkpoints.remove(spark.sparkContext().hadoopConfiguration(), directory);
            } catch (IOException e) {
                console.println("Cannot remove the checkpoints in '" + directory + "': " + e);
            }
        }
    }
}
