package io.github.lrmfspark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The vectors that more than a thousandth of the rows of a set have, such as the one of empty texts. Where there may
 * be some, they are looked for when they are first asked for, once, in a Spark job that passes over the set.
 */
public final class CommonVectors {
    static final String VECTOR = "vector";

    private static final double SHARE = 1e-3;
    private static final String HASH = "hash";
    private static final String ROWS = "rows";

    private final Dataset<Row> vectors;
    private final double least;
    private Object @Nullable [] hashes;

    /**
     * Those of a set.
     *
     * @param vectors column {@link #VECTOR}, {@code array<float>}
     * @param statistics of these rows
     */
    CommonVectors(Dataset<Row> vectors, FeatureStatistics statistics) {
        this.vectors = vectors;
        this.least = Math.max(1, SHARE * statistics.rows());
        this.hashes = statistics.copies() > least ? null : new Object[0];
    }

    /** Whether a vector, {@code array<float>}, is one of them; null if there are none. */
    synchronized @Nullable Column contain(Column vector) {
        if (hashes == null) {
            hashes = vectors.groupBy(xxhash64(col(VECTOR)).as(HASH))
                    .agg(count(lit(1)).as(ROWS))
                    .filter(col(ROWS).gt(least))
                    .select(HASH)
                    .as(Encoders.LONG())
                    .collectAsList()
                    .toArray();
        }
        return hashes.length == 0 ? null : xxhash64(vector).isin(hashes);
    }
}
