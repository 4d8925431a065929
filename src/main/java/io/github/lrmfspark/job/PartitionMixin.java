package io.github.lrmfspark.job;

import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import picocli.CommandLine.Option;

/** Which partition of a set is read and written; all of them where none is named. */
final class PartitionMixin {
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

    /**
     * The part of a set that lies in the partition.
     *
     * @throws InvalidInputException if the set is not partitioned so, or has no such partition
     */
    ParquetSource of(ParquetSource set) {
        return set.partition(values);
    }
}
