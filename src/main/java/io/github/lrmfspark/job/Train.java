package io.github.lrmfspark.job;

import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.report.RunReport;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code train}: learns a map and saves it. */
@Command(name = "train", description = "Learns the map from a source set to a target set.")
final class Train extends TrainingCommand {
    @Option(names = "--model", required = true, paramLabel = "PATH", description = "Where the model goes.")
    private String model;

    @Override
    Optional<String> output() {
        return Optional.empty();
    }

    @Override
    Optional<String> model() {
        return Optional.of(model);
    }

    @Override
    Record line(RunReport report, String file) {
        return new Trained(model, file, report.verdict().outcome());
    }

    private record Trained(String model, String report, Verdict.Outcome verdict) {}
}
