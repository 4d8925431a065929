package io.github.lrmfspark.data;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The order of chance by which rows are split and drawn: that of a hash of the vector under a seed. It follows from the set and the
 * seed, not from partitions or the order of the rows.
 *
 * <p>Equal vectors have one hash, so all of them would be drawn or none. Those that are common ({@link CommonVectors}) are
 * numbered, and each has a hash with its number.
 */
final class ChanceOrder {
    private static final String NUMBER = "number";

    private final Dataset<Row> rows;
    private final boolean numbered;

    private ChanceOrder(Dataset<Row> rows, boolean numbered) {
        this.rows = rows;
        this.numbered = numbered;
    }

    /**
     * Numbers the copies of common vectors, if there are some.
     *
     * @param rows with a column {@link CommonVectors#VECTOR}; rows of one vector are numbered by their other columns
     * @param vectors those of the set that are common
     */
    static ChanceOrder of(Dataset<Row> rows, CommonVectors vectors) {
        Column common = vectors.contain(rows.col(CommonVectors.VECTOR));
        if (common == null) {
            return new ChanceOrder(rows, false);
        }
        Column[] columns = Arrays.stream(rows.columns()).map(rows::col).toArray(Column[]::new);
        Column number = row_number()
                .over(Window.partitionBy(xxhash64(rows.col(CommonVectors.VECTOR)))
                        .orderBy(columns));
        Dataset<Row> several = rows.filter(common).withColumn(NUMBER, number);
        Dataset<Row> single = rows.filter(not(common)).withColumn(NUMBER, lit(1));
        return new ChanceOrder(several.union(single), true);
    }

    /**
     * {@return the rows in their order, with the columns that were given}
     *
     * @param seed of the hash
     * @param highest rows of a higher hash are left out
     */
    Dataset<Row> sorted(long seed, long highest) {
        Column first = xxhash64(lit(seed), rows.col(CommonVectors.VECTOR));
        Column hash = numbered
                ? when(rows.col(NUMBER).equalTo(1), first)
                        .otherwise(xxhash64(lit(seed), rows.col(CommonVectors.VECTOR), rows.col(NUMBER)))
                : first;
        Column[] given = Arrays.stream(rows.columns())
                .limit(rows.columns().length - (numbered ? 1 : 0))
                .map(rows::col)
                .toArray(Column[]::new);
        return rows.filter(hash.leq(highest))
                .orderBy(Stream.concat(Stream.of(hash), Arrays.stream(given)).toArray(Column[]::new))
                .select(given);
    }
}
