package io.github.lrmfspark.job;

import io.github.lrmfspark.data.FeatureSchema;
import io.github.lrmfspark.data.InvalidInputException;
import io.github.lrmfspark.data.ParquetSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import picocli.CommandLine.Option;

/** Which partition of a set is read and written; all of them where none is named. */
final class PartitionOptions {
    private static final int SHOWN = 10;

    @Option(
            names = "--partition",
            paramLabel = "NAME=VALUE",
            description = "Map this partition of the source only, and write or replace it alone; once for each"
                    + " partitioning column, from the outermost on.")
    private Map<String, String> values = new LinkedHashMap<>();

    /** The directory of the partition within a set. */
    String directory(String set) {
        Path path = new Path(set);
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = new Path(path, ExternalCatalogUtils.getPartitionPathString(value.getKey(), value.getValue()));
        }
        return values.isEmpty() ? set : path.toString();
    }

    /** The columns by which what is below that directory is partitioned. */
    List<String> columnsBelow(Dataset<Row> set) {
        return ParquetSource.partitionColumns(set).stream().skip(values.size()).toList();
    }

    /** Rows without the columns that the directory tells. */
    Dataset<Row> below(Dataset<Row> rows) {
        return rows.drop(values.keySet().toArray(String[]::new));
    }

    /**
     * The rows of the partition.
     *
     * @throws InvalidInputException if the set is not partitioned so, or has no such partition
     */
    Dataset<Row> of(Dataset<Row> set) {
        if (values.isEmpty()) {
            return set;
        }
        List<String> columns = ParquetSource.partitionColumns(set);
        List<String> given = List.copyOf(values.keySet());
        if (!columns.stream().limit(given.size()).toList().equals(given)) {
            throw new InvalidInputException("Expected --partition for the columns that the source is partitioned by,"
                    + " from the outermost on: " + columns + "; found " + given);
        }
        Dataset<Row> rows = set;
        for (Map.Entry<String, String> value : values.entrySet()) {
            rows = rows.filter(FeatureSchema.quoted(value.getKey()).equalTo(value.getValue()));
        }
        if (rows.isEmpty()) {
            throw new InvalidInputException(
                    "Expected a partition " + values + " with rows in the source; found " + partitions(set, given));
        }
        return rows;
    }

    private static String partitions(Dataset<Row> set, List<String> columns) {
        Column[] names = columns.stream().map(FeatureSchema::quoted).toArray(Column[]::new);
        List<Row> found = set.select(names).distinct().orderBy(names).takeAsList(SHOWN + 1);
        return Stream.concat(
                        found.stream().limit(SHOWN).map(Row::toString),
                        found.stream().skip(SHOWN).map(more -> "and more"))
                .collect(Collectors.joining(", "));
    }
}
