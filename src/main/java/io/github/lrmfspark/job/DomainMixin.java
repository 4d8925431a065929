package io.github.lrmfspark.job;

import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.storage.RunPlan;
import java.util.List;
import org.apache.spark.sql.SparkSession;
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

    String target() {
        return target;
    }

    void addTo(RunPlan plan) {
        source.addTo(plan);
        plan.reads("--target", "Parquet files", target);
    }

    @Nullable
    String labelColumn() {
        return labelColumn;
    }

    /** The column of labels, where one is named. */
    List<String> labelColumns() {
        return labelColumn == null ? List.of() : List.of(labelColumn);
    }

    /** @throws InvalidInputException if the set cannot be used */
    FeatureSet readTarget(SparkSession spark, InvalidRows invalid) {
        return FeatureSet.scan("the target", ParquetSource.at(spark, target), source.column(), labelColumns(), invalid);
    }
}
