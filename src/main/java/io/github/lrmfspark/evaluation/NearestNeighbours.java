package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import java.util.Arrays;

/**
 * The nearest reference rows of every query row, by Euclidean distance in float, found by looking at all of them.
 *
 * <p>The references are laid out by column, a block of rows at a time, so that the inner loop runs over references, is
 * vectorised and stays in the cache.
 */
final class NearestNeighbours {
    private static final int BLOCK = 512;
    private static final int NONE = -1;

    private final int k;
    private final int[] indices;
    private final float[] distances;

    private NearestNeighbours(int queries, int k) {
        this.k = k;
        this.indices = new int[queries * k];
        this.distances = new float[queries * k];
        Arrays.fill(indices, NONE);
        Arrays.fill(distances, Float.POSITIVE_INFINITY);
    }

    /**
     * Row numbers of references, [queries, k], the nearest first and the lower number first among equals; −1 for a query
     * that is at no finite distance.
     */
    static int[] of(PackedRows queries, PackedRows references, int k) {
        if (k < 1 || k > references.rows()) {
            throw new IllegalArgumentException("Expected 1 … " + references.rows() + " neighbours; found " + k);
        }
        NearestNeighbours nearest = new NearestNeighbours(queries.rows(), k);
        float[] query = new float[queries.dimension()];
        float[] squared = new float[BLOCK];
        float[][] columns = new float[references.dimension()][BLOCK];
        for (int first = 0; first < references.rows(); first += BLOCK) {
            int count = Math.min(BLOCK, references.rows() - first);
            transpose(references, first, count, columns);
            for (int row = 0; row < queries.rows(); row++) {
                queries.copyRow(row, query, 0);
                squaredDistances(query, columns, squared);
                nearest.offer(row, first, squared, count);
            }
        }
        return nearest.indices;
    }

    private static void transpose(PackedRows rows, int first, int count, float[][] columns) {
        float[] row = new float[rows.dimension()];
        for (int i = 0; i < count; i++) {
            rows.copyRow(first + i, row, 0);
            for (int d = 0; d < row.length; d++) {
                columns[d][i] = row[d];
            }
        }
    }

    private static void squaredDistances(float[] query, float[][] columns, float[] squared) {
        Arrays.fill(squared, 0);
        for (int d = 0; d < query.length; d++) {
            addSquares(query[d], columns[d], squared);
        }
    }

    private static void addSquares(float x, float[] column, float[] sum) {
        for (int i = 0; i < BLOCK; i++) {
            float difference = column[i] - x;
            sum[i] += difference * difference;
        }
    }

    private void offer(int row, int first, float[] squared, int count) {
        int last = row * k + k - 1;
        for (int i = 0; i < count; i++) {
            if (squared[i] < distances[last]) {
                insert(row * k, last, first + i, squared[i]);
            }
        }
    }

    private void insert(int from, int last, int index, float distance) {
        int at = last;
        while (at > from && distances[at - 1] > distance) {
            distances[at] = distances[at - 1];
            indices[at] = indices[at - 1];
            at--;
        }
        distances[at] = distance;
        indices[at] = index;
    }
}
