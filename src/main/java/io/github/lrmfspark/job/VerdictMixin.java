package io.github.lrmfspark.job;

import io.github.lrmfspark.evaluation.Verdict;
import picocli.CommandLine.Option;

/** What a verdict means for the exit code. */
final class VerdictMixin {
    @Option(
            names = "--require-aligned",
            description =
                    "End with exit code 3, after everything was written, unless the verdict is ALIGNED or NOTHING_TO_DO.")
    private boolean requireAligned;

    SparkCommand.Result result(Verdict verdict, Record line) {
        boolean missed = requireAligned && verdict.outcome().compareTo(Verdict.Outcome.NOTHING_TO_DO) > 0;
        return new SparkCommand.Result(missed ? Main.NOT_ALIGNED : Main.DONE, line);
    }
}
