package io.github.lrmfspark.parquet;

import io.github.lrmfspark.storage.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of all files of a set together, in the order in which they come up, and why Spark cannot read some of them. */
final class ParquetColumns {
    private final String set;
    private final Map<String, StructField> columns = new LinkedHashMap<>();
    private final Map<String, String> firstFile = new LinkedHashMap<>();
    private final Map<String, String> faults = new LinkedHashMap<>();

    private ParquetColumns(String set) {
        this.set = set;
    }

    /**
     * Those of some files.
     *
     * @param set where they are, for messages
     */
    static ParquetColumns of(String set, List<ParquetFile> files) {
        ParquetColumns all = new ParquetColumns(set);
        for (ParquetFile file : files) {
            String path = file.leaf().path();
            file.footer().unreadable().forEach((column, why) -> all.addUnreadable(column, why, path));
            for (StructField column : file.footer().columns().fields()) {
                all.add(column, path);
            }
        }
        return all;
    }

    private void addUnreadable(String column, String why, String file) {
        faults.putIfAbsent(
                column,
                "Expected column '" + column + "' of '" + set + "' in a form that Spark reads; found that " + why
                        + ", in '" + file + "'. Write the set again");
    }

    private void add(StructField column, String file) {
        StructField before = columns.putIfAbsent(column.name(), column);
        if (before == null) {
            firstFile.put(column.name(), file);
        } else if (!isSame(before.dataType(), column.dataType())) {
            faults.putIfAbsent(
                    column.name(),
                    "Expected column '" + column.name() + "' of one type in all files of '" + set + "'; found "
                            + before.dataType().catalogString() + " in '" + firstFile.get(column.name()) + "' and "
                            + column.dataType().catalogString() + " in '" + file
                            + "'. Write the set again with one type");
        }
    }

    private static boolean isSame(DataType one, DataType other) {
        return one.asNullable().equals(other.asNullable());
    }

    /** @throws InvalidInputException if one of some columns is there and cannot be read */
    void require(List<String> needed) {
        List<String> found = needed.stream()
                .distinct()
                .map(faults::get)
                .filter(Objects::nonNull)
                .toList();
        if (!found.isEmpty()) {
            throw new InvalidInputException(String.join(System.lineSeparator(), found));
        }
    }

    /** Those that Spark can read in all files. */
    StructType readable() {
        return new StructType(columns.values().stream()
                .filter(column -> !faults.containsKey(column.name()))
                .toArray(StructField[]::new));
    }
}
