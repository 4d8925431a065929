package io.github.lrmfspark.statistics;

import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * For every row of either of two sets the k rows of the other one of largest inner product, less a penalty of that row, in float32. Of
 * unit vectors and without penalties they are the nearest by angle and by distance. Each pair is looked at once, O(N M D), in
 * products of blocks, on as many threads as there are cores.
 *
 * <p>The result does not depend on the threads: the lists of blocks are joined in the order of the blocks.
 *
 * @param ofX for every x numbers of y and the products less their penalties; −1 where products are not numbers
 * @param ofY for every y numbers of x, likewise
 */
record CosineNeighbours(NearestLists ofX, NearestLists ofY) {
    private static final int ROWS = 1_024;
    private static final int COLUMNS = 2_048;

    /**
     * One of the sets.
     *
     * @param values [N, D], row after row
     * @param penalties what is taken off the products of each row where it is the neighbour, [N]
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Rows(float[] values, float[] penalties) {
        private int count() {
            return penalties.length;
        }

        /** All of them in their order, so many at a time. */
        private List<Rows> blocks(int size) {
            int dimension = values.length / count();
            return IntStream.iterate(0, first -> first < count(), first -> first + size)
                    .mapToObj(first -> {
                        int end = Math.min(count(), first + size);
                        return new Rows(
                                Arrays.copyOfRange(values, first * dimension, end * dimension),
                                Arrays.copyOfRange(penalties, first, end));
                    })
                    .toList();
        }
    }

    /**
     * {@return the neighbours of every row}
     *
     * @param x N rows of D coordinates
     * @param y M rows of D coordinates
     * @param k neighbours, 1 … the lesser of N and M
     */
    static CosineNeighbours of(Rows x, Rows y, int k) {
        List<Rows> rows = x.blocks(ROWS);
        List<Rows> columns = y.blocks(COLUMNS);
        NearestLists ofX = new NearestLists(x.count(), k);
        return IntStream.range(0, rows.size())
                .parallel()
                .mapToObj(i ->
                        new CosineNeighbours(ofX, new NearestLists(y.count(), k)).with(rows.get(i), i * ROWS, columns))
                .reduce((first, second) -> new CosineNeighbours(ofX, first.ofY.with(second.ofY)))
                .orElseThrow();
    }

    /** These lists with some x, of which no other thread has any. */
    private CosineNeighbours with(Rows x, int firstX, List<Rows> columns) {
        float[] products = new float[x.count() * columns.get(0).count()];
        int dimension = x.values.length / x.count();
        int firstY = 0;
        for (Rows y : columns) {
            Dense.innerProducts(x.values, x.count(), y.values, y.count(), dimension, products);
            for (int i = 0; i < x.count(); i++) {
                for (int j = 0; j < y.count(); j++) {
                    float product = products[i * y.count() + j];
                    ofX.offer(firstX + i, firstY + j, product - y.penalties[j]);
                    ofY.offer(firstY + j, firstX + i, product - x.penalties[i]);
                }
            }
            firstY += y.count();
        }
        return this;
    }
}
