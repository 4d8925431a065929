package io.github.lrmfspark.pipeline;

import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Where the two sets of a run lie, in Parquet, and which of their columns count.
 *
 * @param source the set that is mapped
 * @param target the set that it is mapped to
 * @param column of the vectors in both
 * @param labelColumn of the labels in both; null where none is named
 */
public record DomainPaths(
        String source,
        String target,
        String column,
        @Nullable String labelColumn) {

    /**
     * Checks the rows of the source.
     *
     * @param others columns that are needed beside vectors and labels
     * @throws InvalidInputException if they cannot be used
     */
    FeatureSet checkSource(ParquetSource files, InvalidRows invalid, String... others) {
        List<String> needed = new ArrayList<>(labelColumns());
        needed.addAll(List.of(others));
        return FeatureSet.scan("the source", files, column, needed, invalid);
    }

    /** @throws InvalidInputException if the target cannot be used */
    FeatureSet readTarget(SparkSession spark, InvalidRows invalid) {
        return FeatureSet.scan("the target", ParquetSource.at(spark, target), column, labelColumns(), invalid);
    }

    private List<String> labelColumns() {
        return labelColumn == null ? List.of() : List.of(labelColumn);
    }
}
