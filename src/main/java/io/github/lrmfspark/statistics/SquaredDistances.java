package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;
import java.util.Arrays;

/**
 * Squared Euclidean distances in float, ‖q − x_i‖² = Σ_d (q_d − x_id)², from one row q to a block of others. The block is laid
 * out by column, so that the inner loop runs over its rows and is vectorised. Not thread-safe.
 */
public final class SquaredDistances {
    private final float[][] columns;
    private final float[] row;

    SquaredDistances(int dimension, int capacity) {
        this.columns = new float[dimension][capacity];
        this.row = new float[dimension];
    }

    /**
     * {@return those to all of some rows}
     *
     * @param rows x, [N, D]
     */
    public static SquaredDistances to(PackedRows rows) {
        SquaredDistances distances = new SquaredDistances(rows.dimension(), rows.rows());
        distances.load(rows, 0, rows.rows());
        return distances;
    }

    /** Takes rows {@code first … first + count − 1} as the block. */
    void load(PackedRows rows, int first, int count) {
        for (int i = 0; i < count; i++) {
            rows.copyRow(first + i, row, 0);
            for (int d = 0; d < row.length; d++) {
                columns[d][i] = row[d];
            }
        }
    }

    /**
     * The distances from one row to the block.
     *
     * @param queries [M, D]
     * @param query q, the number of a row
     * @param into takes them in the order of the block, [N]; in the square of the units of the data
     */
    public void from(PackedRows queries, int query, float[] into) {
        queries.copyRow(query, row, 0);
        Arrays.fill(into, 0);
        for (int d = 0; d < row.length; d++) {
            addSquares(row[d], columns[d], into);
        }
    }

    private static void addSquares(float x, float[] column, float[] sum) {
        for (int i = 0; i < column.length; i++) {
            float difference = column[i] - x;
            sum[i] += difference * difference;
        }
    }
}
