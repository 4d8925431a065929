package io.github.lrmfspark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.report.SharedJson;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.Redaction;
import io.github.lrmfspark.train.ConsoleProgress;
import io.github.lrmfspark.train.RoundSettings;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final JsonMapper JSON = SharedJson.builder().build();

    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputMixin outputs;

    /** For the last word of a command that is told to end, which may come when the session has stopped. */
    private volatile @Nullable SparkSession session;

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
            SparkConf conf = new SparkConf().setIfMissing("spark.redaction.string.regex", Redaction.PASSWORDS);
            GpuRequest.check(conf);
            SerializerRequest.setAside(conf).ifPresent(console()::println);
            SparkSession spark = SparkSession.builder()
                    .appName("lrmf-spark " + spec.name())
                    .config(RoundSettings.addTo(conf))
                    .config(PARTITION_VALUES_ARE_TYPED, false)
                    .config(NAMES_ARE_EXACT, true)
                    .getOrCreate();
            shutdown.check();
            return call(spark);
        }
    }

    private int call(SparkSession spark) {
        session = spark;
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
        Optional<String> checkpoints = Optional.ofNullable(session)
                .flatMap(spark -> mixin(CheckpointMixin.class).flatMap(options -> options.kept(spark)));
        return "The job was told to end before it was done. "
                + (written.isEmpty()
                        ? "No output was written"
                        : "These outputs are whole and stay: " + String.join(", ", written))
                + checkpoints
                        .map(directory -> "; checkpoints are kept in '" + directory + "': the same line with --resume"
                                + (written.isEmpty() ? "" : " --mode overwrite") + " goes on from there")
                        .orElse("");
    }

    private <T> Optional<T> mixin(Class<T> type) {
        return spec.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
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
        console()
                .printf(
                        "%s: %s%n%s%n%s%s%s%n",
                        report.verdict().outcome(),
                        report.verdict().reason(),
                        constant(report.coordinates()),
                        report.metrics().table(),
                        report.notes().stream().map("%n%s%n"::formatted).collect(Collectors.joining()),
                        gap(report.bound()));
        Stream.of(places).forEach(console()::println);
    }

    /** A line where there are constant coordinates. */
    private static String constant(RunReport.Coordinates coordinates) {
        if (coordinates.constantInSource() + coordinates.constantInTarget() == 0) {
            return "";
        }
        String counts = String.format(
                "Of %d coordinates %d are constant in the source and %d in the target",
                coordinates.all(), coordinates.constantInSource(), coordinates.constantInTarget());
        return counts
                + (coordinates.learnt() == null ? "" : "; learnt: " + coordinates.learnt())
                + "."
                + System.lineSeparator();
    }

    private static String gap(RunReport.@Nullable Bound bound) {
        if (bound == null) {
            return "";
        }
        return !Double.isFinite(bound.gap().mean())
                        || !Double.isFinite(bound.gap().standardError())
                ? String.format("%nThe gap between the loss and its lower bound cannot be said.%n")
                : String.format(
                        Locale.ROOT,
                        "%nThe gap between the loss and its lower bound is %.4f ± %.4f nats per pair, on rows held out.%n",
                        bound.gap().mean(),
                        bound.gap().standardError());
    }

    /** The line that does the same again. */
    final String repeating(Settings settings) {
        List<String> words = spec.root().commandLine().getParseResult().originalArgs();
        return CommandText.repeating(words, settings.get(Keys.TRAINING_SEED));
    }
}
