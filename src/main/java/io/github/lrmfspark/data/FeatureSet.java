package io.github.lrmfspark.data;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.storage.ExceptionMessages;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * A set of vectors that was checked and measured: all valid ones have one dimension and finite values.
 *
 * @param rows the set as it was given, invalid rows among it
 * @param schema the column that holds the vectors
 * @param statistics what the check found
 * @param common vectors that many valid rows have
 */
public record FeatureSet(Dataset<Row> rows, FeatureSchema schema, FeatureStatistics statistics, CommonVectors common) {
    /** The column that names rows in messages, where there is one. */
    public static final String ID = "id";

    /**
     * Checks a set in one Spark job, and in another one names what it refuses: rows by their column {@code id} where there is
     * one, else by the {@code xxhash64} of the vector.
     *
     * @param name what messages call the set, such as "the source"
     * @throws InvalidInputException on a missing or unsuitable column, an empty set, vectors of several lengths (always),
     *     and null, NaN or infinite values (where the policy says so): all of a set's faults at once
     */
    public static FeatureSet scan(String name, Dataset<Row> rows, String column, InvalidRows invalid) {
        FeatureSchema schema = FeatureSchema.of(rows.schema(), column);
        try {
            FeatureScan scan = scan(rows, lit(""), schema);
            if (scan.refuses(invalid)) {
                scan = scan(rows, rowName(rows, schema), schema);
            }
            FeatureStatistics statistics = scan.statistics("column '" + column + "' of " + name, invalid);
            Dataset<Row> valid = valid(rows, schema, statistics);
            return new FeatureSet(
                    rows,
                    schema,
                    statistics,
                    new CommonVectors(valid.select(schema.floats().as(CommonVectors.VECTOR)), statistics));
        } catch (Exception e) { // Spark throws its checked SparkException undeclared
            if (ExceptionMessages.isDamagedParquet(e)) {
                throw new InvalidInputException(
                        "Expected whole Parquet files in " + name + "; found one that cannot be read: "
                                + ExceptionMessages.of(e),
                        e);
            }
            throw e;
        }
    }

    /**
     * The same for a set of files, of which every row has to come.
     *
     * @param others columns that are needed beside the vectors
     */
    public static FeatureSet scan(
            String name, ParquetSource set, String column, List<String> others, InvalidRows invalid) {
        List<String> needed = new ArrayList<>(others);
        needed.add(column);
        FeatureSet scanned = scan(name, set.rows(needed), column, invalid);
        long read = scanned.statistics.read();
        if (read != set.rowCount()) {
            throw new InvalidInputException("Expected the " + set.rowCount() + " rows of " + name
                    + " that its files tell; found " + read
                    + ". Let nothing change the set meanwhile, nor spark.sql.files.ignore… let Spark pass over files");
        }
        return scanned;
    }

    private static FeatureScan scan(Dataset<Row> rows, Column name, FeatureSchema schema) {
        return rows.select(name, schema.floats(), xxhash64(schema.floats()))
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .treeAggregate(
                        new FeatureScan(),
                        (state, row) -> state.add(
                                String.valueOf(row.getUTF8String(0)), FeatureSchema.read(row, 1), row.getLong(2)),
                        FeatureScan::merge);
    }

    /**
     * Refuses two sets of different dimensions.
     *
     * @throws InvalidInputException that names both
     */
    public static void requireSameDimension(FeatureSet source, FeatureSet target) {
        int expected = source.statistics.dimension();
        int found = target.statistics.dimension();
        if (expected != found) {
            throw new InvalidInputException("Expected source and target vectors of one length; found " + expected
                    + " in column '" + source.schema.column() + "' of the source and " + found + " in column '"
                    + target.schema.column() + "' of the target");
        }
    }

    /** The rows whose vectors are valid. */
    public Dataset<Row> valid() {
        return valid(rows, schema, statistics);
    }

    private static Dataset<Row> valid(Dataset<Row> rows, FeatureSchema schema, FeatureStatistics statistics) {
        return statistics.dropped() == 0 ? rows : rows.filter(schema.isValid());
    }

    /** The type of every column by the column's name, as Spark writes it. */
    public Map<String, String> columnTypes() {
        Map<String, String> types = new LinkedHashMap<>();
        for (StructField field : rows.schema().fields()) {
            types.put(field.name(), field.dataType().catalogString());
        }
        return types;
    }

    /**
     * Refuses an image of this set that has not all of its valid rows.
     *
     * @param written rows of the image
     * @throws IllegalStateException if they are more or fewer
     */
    public void requireAllWritten(long written) {
        if (written != statistics.rows()) {
            throw new IllegalStateException("Expected " + statistics.rows()
                    + " rows to be written, as many as were read; wrote " + written
                    + ". Let nothing change the set meanwhile");
        }
    }

    /** What messages call a row: its {@code id}, or the hash of its vector. */
    static Column rowName(Dataset<Row> rows, FeatureSchema schema) {
        if (Arrays.asList(rows.columns()).contains(ID)) {
            return concat(lit("id="), FeatureSchema.quoted(ID).cast("string"));
        }
        Column vectors = FeatureSchema.quoted(schema.column());
        return concat(
                lit("xxhash64(" + schema.column() + ")="), xxhash64(vectors).cast("string"));
    }
}
