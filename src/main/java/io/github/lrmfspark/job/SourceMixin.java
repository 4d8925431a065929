package io.github.lrmfspark.job;

import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.storage.RunPlan;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** The set that is mapped. */
final class SourceMixin {
    @Option(
            names = "--source",
            required = true,
            paramLabel = "PATH",
            description = "The set that is mapped, in Parquet.")
    private String path;

    @Option(
            names = "--features-col",
            paramLabel = "NAME",
            defaultValue = "embedding",
            description = "The column of vectors.")
    private String column;

    String path() {
        return path;
    }

    void addTo(RunPlan plan) {
        plan.reads("--source", "Parquet files", path);
    }

    String column() {
        return column;
    }

    /** @throws InvalidInputException if there is no set, or it would not be read as it lies there */
    ParquetSource open(SparkSession spark) {
        return ParquetSource.at(spark, path);
    }

    /**
     * Checks the rows of the set, or of a part of it.
     *
     * @throws InvalidInputException if they cannot be used
     */
    FeatureSet check(ParquetSource set, InvalidRows invalid) {
        return FeatureSet.scan("the source", set, column, List.of(), invalid);
    }
}
