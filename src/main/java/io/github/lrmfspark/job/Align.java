package io.github.lrmfspark.job;

import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.report.RunReport;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code align}: learns a map, maps the source with it and reports. */
@Command(name = "align", description = "Learns the map from a source set to a target set and writes the source mapped.")
final class Align extends TrainingCommand {
    @Option(names = "--output", required = true, paramLabel = "PATH", description = "Where the mapped source goes.")
    private String output;

    @Option(names = "--model", paramLabel = "PATH", description = "Where the model goes (default: it is not saved).")
    private @Nullable String model;

    @Override
    Optional<String> output() {
        return Optional.of(output);
    }

    @Override
    Optional<String> model() {
        return Optional.ofNullable(model);
    }

    @Override
    Record line(RunReport report, String file) {
        long rows = Objects.requireNonNull(report.rows().aligned());
        return new Aligned(output, file, rows, report.verdict().outcome());
    }

    private record Aligned(String output, String report, long rows, Verdict.Outcome verdict) {}
}
