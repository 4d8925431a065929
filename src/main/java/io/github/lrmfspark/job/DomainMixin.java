package io.github.lrmfspark.job;

import io.github.lrmfspark.pipeline.DomainPaths;
import io.github.lrmfspark.storage.RunPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The two sets of a training. */
final class DomainMixin {
    @Mixin
    private SourceMixin source;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "PATH",
            description = "The set that is mapped to, in Parquet.")
    private String target;

    @Option(
            names = "--label-col",
            paramLabel = "NAME",
            description = "A column of labels in both sets: the report then has the accuracy of labels carried over.")
    private @Nullable String labelColumn;

    SourceMixin source() {
        return source;
    }

    void addTo(RunPlan plan) {
        source.addTo(plan);
        plan.reads("--target", "Parquet files", target);
    }

    /** The paths and columns as values. */
    DomainPaths paths() {
        return new DomainPaths(source.path(), target, source.column(), labelColumn);
    }
}
