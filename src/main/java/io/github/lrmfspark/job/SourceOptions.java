package io.github.lrmfspark.job;

import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.InvalidInputException;
import io.github.lrmfspark.data.InvalidRows;
import io.github.lrmfspark.data.ParquetSource;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** The set that is mapped. */
final class SourceOptions {
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

    String column() {
        return column;
    }

    /** @throws InvalidInputException if the set cannot be used */
    FeatureSet read(SparkSession spark, InvalidRows invalid) {
        return check(ParquetSource.read(spark, path), invalid);
    }

    /**
     * Checks rows of the set.
     *
     * @throws InvalidInputException if they cannot be used
     */
    FeatureSet check(Dataset<Row> rows, InvalidRows invalid) {
        return FeatureSet.scan("the source", rows, column, invalid);
    }
}
