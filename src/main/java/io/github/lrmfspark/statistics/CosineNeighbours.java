package io.github.lrmfspark.statistics;

import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The k reference rows of largest inner product with every query row, less a penalty of the reference, in float32. Of unit vectors
 * and without penalties they are the nearest by angle and by distance. All pairs are looked at, O(N M D), as products of blocks, on as many threads as there are cores.
 *
 * <p>The result does not depend on the threads: each query's list is made by one of them.
 */
final class CosineNeighbours {
    private static final int QUERIES = 256;
    private static final int REFERENCES = 2048;

    private final int dimension;
    private final int k;
    private final float[][] references;
    private final float[] penalties;

    private CosineNeighbours(float[] references, int dimension, int k, float[] penalties) {
        this.dimension = dimension;
        this.k = k;
        this.penalties = penalties;
        this.references = blocks(references, REFERENCES * dimension);
    }

    /**
     * The neighbours of every query.
     *
     * @param queries [N, D], row after row
     * @param references [M, D], likewise
     * @param dimension D
     * @param k neighbours, 1 … M
     * @param penalties what is taken off the products of a reference, [M]
     * @return numbers of references, [N, k] row by row, the nearest first; −1 where products are not numbers
     */
    static int[] of(float[] queries, float[] references, int dimension, int k, float[] penalties) {
        CosineNeighbours neighbours = new CosineNeighbours(references, dimension, k, penalties);
        return IntStream.range(0, (queries.length - 1) / (QUERIES * dimension) + 1)
                .parallel()
                .mapToObj(block -> neighbours.of(Arrays.copyOfRange(
                        queries,
                        block * QUERIES * dimension,
                        Math.min((block + 1) * QUERIES * dimension, queries.length))))
                .flatMapToInt(Arrays::stream)
                .toArray();
    }

    private static float[][] blocks(float[] rows, int size) {
        return IntStream.range(0, (rows.length - 1) / size + 1)
                .mapToObj(i -> Arrays.copyOfRange(rows, i * size, Math.min((i + 1) * size, rows.length)))
                .toArray(float[][]::new);
    }

    /** Those of one block of queries. */
    private int[] of(float[] queries) {
        int n = queries.length / dimension;
        int[] nearest = new int[n * k];
        float[] products = new float[n * k];
        Arrays.fill(nearest, -1);
        Arrays.fill(products, Float.NEGATIVE_INFINITY);
        float[] block = new float[n * Math.min(REFERENCES, references[0].length / dimension)];
        for (int r = 0; r < references.length; r++) {
            int m = references[r].length / dimension;
            Dense.innerProducts(queries, n, references[r], m, dimension, block);
            for (int i = 0; i < n; i++) {
                offer(block, i * m, m, r * REFERENCES, nearest, products, i * k);
            }
        }
        return nearest;
    }

    /** Takes m products of one query into its list, which begins at {@code from}. */
    private void offer(float[] block, int offset, int m, int first, int[] nearest, float[] products, int from) {
        int last = from + k - 1;
        for (int j = 0; j < m; j++) {
            float product = block[offset + j] - penalties[first + j];
            if (product > products[last]) {
                int at = last;
                while (at > from && products[at - 1] < product) {
                    products[at] = products[at - 1];
                    nearest[at] = nearest[at - 1];
                    at--;
                }
                products[at] = product;
                nearest[at] = first + j;
            }
        }
    }
}
