package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;

/**
 * The k nearest reference rows of every query row by Euclidean distance, in float, found by looking at all of them: O(N M D), in
 * blocks of references that stay in the cache. A distance that is not finite is none.
 */
public final class NearestNeighbours {
    private static final int BLOCK = 512;
    private static final int NONE = -1;

    private final boolean others;
    private final NearestLists lists;

    private NearestNeighbours(int queries, int k, boolean others) {
        this.others = others;
        this.lists = new NearestLists(queries, k);
    }

    /**
     * The nearest references of every query.
     *
     * @param queries [N, D]
     * @param references [M, D]
     * @param k neighbours, 1 … M
     * @return row numbers of references, [N, k] row by row, the nearest first and the lower number first among equals; −1 where
     *     fewer are at a finite distance
     * @throws IllegalArgumentException if there are not so many references
     */
    public static int[] of(PackedRows queries, PackedRows references, int k) {
        requireNeighbours(k, references.rows());
        return new NearestNeighbours(queries.rows(), k, false).find(queries, references);
    }

    /**
     * The nearest of the other rows for every row.
     *
     * @param rows [N, D]
     * @param k neighbours, 1 … N − 1
     * @return row numbers, [N, k], as {@link #of} gives them
     * @throws IllegalArgumentException if there are not so many other rows
     */
    public static int[] among(PackedRows rows, int k) {
        requireNeighbours(k, rows.rows() - 1);
        return new NearestNeighbours(rows.rows(), k, true).find(rows, rows);
    }

    private static void requireNeighbours(int k, int most) {
        if (k < 1 || k > most) {
            throw new IllegalArgumentException("Expected 1 … " + most + " neighbours; found " + k);
        }
    }

    private int[] find(PackedRows queries, PackedRows references) {
        float[] squared = new float[BLOCK];
        SquaredDistances block = new SquaredDistances(references.dimension(), BLOCK);
        for (int first = 0; first < references.rows(); first += BLOCK) {
            int count = Math.min(BLOCK, references.rows() - first);
            block.load(references, first, count);
            for (int row = 0; row < queries.rows(); row++) {
                block.from(queries, row, squared);
                offer(row, first, squared, count);
            }
        }
        return lists.numbers();
    }

    private void offer(int row, int first, float[] squared, int count) {
        int excluded = others ? row - first : NONE;
        for (int i = 0; i < count; i++) {
            if (i != excluded) {
                lists.offer(row, first + i, -squared[i]);
            }
        }
    }
}
