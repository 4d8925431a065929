package io.github.lrmfspark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.report.SharedJson;
import io.github.lrmfspark.report.TextReport;
import io.github.lrmfspark.session.Console;
import io.github.lrmfspark.session.LostExecutors;
import io.github.lrmfspark.session.RedactedLog;
import io.github.lrmfspark.session.Shutdown;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.train.ConsoleProgress;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works in a Spark session and ends with one line of JSON on the standard output. */
abstract class SparkCommand implements Callable<Integer> {
    private static final JsonMapper JSON = SharedJson.builder().build();

    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputMixin outputs;

    /**
     * How a command ended.
     *
     * @param code its exit code
     * @param line what the line of JSON says
     */
    record Result(int code, Record line) {
        static Result done(Record line) {
            return new Result(Main.DONE, line);
        }
    }

    /** Does the work. */
    abstract Result run(SparkSession spark);

    @Override
    public final Integer call() {
        try (Shutdown shutdown = Shutdown.of(out(), console(), outputs::release, this::kept)) {
            RedactedLog.install();
            SparkSession spark = main().start("lrmf-spark " + spec.name(), console()::println);
            shutdown.watch(spark);
            return call(spark);
        }
    }

    private int call(SparkSession spark) {
        LostExecutors executors = LostExecutors.of(spark);
        try {
            Result result = run(spark);
            out().println(JSON.writeValueAsString(result.line()));
            return result.code();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Cannot write the summary as JSON", e);
        } catch (Exception e) { // Spark throws its checked SparkException undeclared
            executors.explanation().ifPresent(console()::println);
            throw e;
        } finally {
            spark.sparkContext().removeSparkListener(executors);
            outputs.release();
        }
    }

    /** What a command leaves that was told to end before it was done. */
    private String kept() {
        List<String> written = outputs.written();
        Optional<String> checkpoints = main().session().flatMap(this::checkpoints);
        return "The job was told to end before it was done. "
                + (written.isEmpty()
                        ? "No output was written"
                        : "These outputs are whole and stay: " + String.join(", ", written))
                + checkpoints
                        .map(directory -> "; checkpoints are kept in '" + directory + "': the same line with --resume"
                                + (written.isEmpty() ? "" : " --mode overwrite") + " goes on from there")
                        .orElse("");
    }

    /** Where checkpoints are that a command keeps; empty where it keeps none. */
    Optional<String> checkpoints(SparkSession spark) {
        return Optional.empty();
    }

    private Main main() {
        return (Main) spec.root().userObject();
    }

    final OutputMixin outputs() {
        return outputs;
    }

    /** Where a person reads: the standard error stream. */
    final Console console() {
        return (Console) spec.commandLine().getErr();
    }

    private Console out() {
        return (Console) spec.commandLine().getOut();
    }

    /** Tells the same reader of a training's progress. */
    final ConsoleProgress progress() {
        return new ConsoleProgress(console());
    }

    /** Tells the same reader what a report says, the verdict first, and where things are. */
    final void tell(RunReport report, String... places) {
        console().printf("%s", TextReport.of(report));
        Stream.of(places).forEach(console()::println);
    }

    /** The line that does the same again. */
    final String repeating(Settings settings) {
        List<String> words = spec.root().commandLine().getParseResult().originalArgs();
        return CommandText.repeating(words, settings.get(Keys.TRAINING_SEED));
    }
}
