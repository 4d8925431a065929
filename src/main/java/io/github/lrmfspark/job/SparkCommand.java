package io.github.lrmfspark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.train.ConsoleProgress;
import io.github.lrmfspark.train.ProgressListener;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works in a Spark session and ends with one line of JSON on the standard output. */
abstract class SparkCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions outputs;

    /** Does the work and returns what the line of JSON says. */
    abstract Record run(SparkSession spark);

    @Override
    public final void run() {
        SparkSession spark =
                SparkSession.builder().appName("lrmf-spark " + spec.name()).getOrCreate();
        try {
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(run(spark)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Cannot write the summary as JSON", e);
        }
    }

    final OutputOptions outputs() {
        return outputs;
    }

    /** Where a person reads: the standard error stream. */
    final PrintWriter console() {
        return spec.commandLine().getErr();
    }

    /** Tells the same reader of a training's progress. */
    final ProgressListener progress() {
        return new ConsoleProgress(System.err);
    }
}
