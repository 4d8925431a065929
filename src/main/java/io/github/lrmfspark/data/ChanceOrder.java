package io.github.lrmfspark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The order of chance by which rows are split and drawn: that of a hash of the vector under a seed. It follows from the set and the
 * seed, not from partitions or the order of the rows.
 *
 * <p>Equal vectors have one hash, so all of them would be drawn or none. Where a vector is that of more than a thousandth of the
 * rows, such as the one of empty texts, they are numbered, and each has a hash with its number.
 */
final class ChanceOrder {
    /** The column that is hashed, {@code array<float>}. */
    static final String VECTOR = "vector";

    private static final String HASH = "hash";
    private static final String NUMBER = "number";
    /** Of the rows. */
    private static final double COMMON = 1e-3;

    private final Dataset<Row> rows;
    private final boolean numbered;

    private ChanceOrder(Dataset<Row> rows, boolean numbered) {
        this.rows = rows;
        this.numbered = numbered;
    }

    /**
     * Looks for common vectors, in one Spark job.
     *
     * @param rows with a column {@link #VECTOR}; rows of one vector are numbered by their other columns
     * @param count of the rows
     */
    static ChanceOrder of(Dataset<Row> rows, long count) {
        Column hash = xxhash64(rows.col(VECTOR));
        Object[] common = rows.groupBy(hash.as(HASH))
                .agg(count(lit(1)).as(NUMBER))
                .filter(col(NUMBER).gt(Math.max(1, COMMON * count)))
                .select(HASH)
                .as(Encoders.LONG())
                .collectAsList()
                .toArray();
        if (common.length == 0) {
            return new ChanceOrder(rows, false);
        }
        Column number = row_number().over(Window.partitionBy(hash).orderBy(columns(rows)));
        Column isCommon = hash.isin(common);
        return new ChanceOrder(
                rows.filter(isCommon)
                        .withColumn(NUMBER, number)
                        .union(rows.filter(isCommon.unary_$bang()).withColumn(NUMBER, lit(1))),
                true);
    }

    private static Column[] columns(Dataset<Row> rows) {
        return Arrays.stream(rows.columns()).map(rows::col).toArray(Column[]::new);
    }

    /**
     * {@return the rows in their order, with the columns that were given}
     *
     * @param seed of the hash
     * @param highest rows of a higher hash are left out
     */
    Dataset<Row> sorted(long seed, long highest) {
        Column vector = rows.col(VECTOR);
        Column first = xxhash64(lit(seed), vector);
        Column hash = numbered
                ? when(rows.col(NUMBER).equalTo(1), first).otherwise(xxhash64(lit(seed), vector, rows.col(NUMBER)))
                : first;
        Column[] given = Arrays.stream(rows.columns())
                .filter(name -> !numbered || !name.equals(NUMBER))
                .map(rows::col)
                .toArray(Column[]::new);
        return rows.filter(hash.leq(highest))
                .orderBy(Stream.concat(Stream.of(hash), Arrays.stream(given)).toArray(Column[]::new))
                .select(given);
    }
}
