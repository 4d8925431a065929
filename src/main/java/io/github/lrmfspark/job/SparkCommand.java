package io.github.lrmfspark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.train.ConsoleProgress;
import io.github.lrmfspark.train.ProgressListener;
import io.github.lrmfspark.train.RoundSettings;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works in a Spark session and ends with one line of JSON on the standard output. */
abstract class SparkCommand implements Callable<Integer> {
    /** If they were, the directory number=007 of a set would become number=7 in its image. */
    private static final String PARTITION_VALUES_ARE_TYPED = "spark.sql.sources.partitionColumnTypeInference.enabled";

    /** Else {@code Embedding} beside {@code embedding} is read as twice the same. */
    private static final String NAMES_ARE_EXACT = "spark.sql.caseSensitive";

    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions outputs;

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
        GpuRequest.check(new SparkConf());
        SparkSession spark = SparkSession.builder()
                .appName("lrmf-spark " + spec.name())
                .config(RoundSettings.addTo(new SparkConf()))
                .config(PARTITION_VALUES_ARE_TYPED, false)
                .config(NAMES_ARE_EXACT, true)
                .getOrCreate();
        LostExecutors executors = LostExecutors.of(spark);
        try {
            Result result = run(spark);
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(result.line()));
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

    final OutputOptions outputs() {
        return outputs;
    }

    /** Where a person reads: the standard error stream. */
    final PrintWriter console() {
        return spec.commandLine().getErr();
    }

    /** Tells the same reader of a training's progress. */
    final ProgressListener progress() {
        return new ConsoleProgress(console());
    }

    /** Tells the same reader what a report says, the verdict first, and where things are. */
    final void tell(RunReport report, String... places) {
        console()
                .printf(
                        "%s: %s%n%n%s%s%n%s%n",
                        report.verdict().outcome(),
                        report.verdict().reason(),
                        report.metrics().table(),
                        gap(report.bound()),
                        String.join(System.lineSeparator(), places));
    }

    private static String gap(RunReport.@Nullable Bound bound) {
        return bound == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%nThe gap between the loss and its lower bound is %.4f ± %.4f nats per pair, on rows held out.%n",
                        bound.gap().mean(),
                        bound.gap().standardError());
    }

    /** The line that does the same again. */
    final String repeating(Settings settings) {
        List<String> words = spec.root().commandLine().getParseResult().originalArgs();
        return CommandText.repeating(words, settings.wholeNumber(Setting.TRAINING_SEED));
    }
}
