package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Coordinates of rows along the q leading principal directions of a set, y = Qᵀ (x − μ) with Q [D, q]: of all linear maps to q
 * numbers the one that leaves most of the distances between rows of the set, in the mean of their squares.
 *
 * <p>The directions are found by a few steps of orthogonal iteration from a random start,
 *
 * <pre>{@code
 *   Q ← Y (Yᵀ Y)^{−1/2},   Y = Xᵀ X Q
 * }</pre>
 *
 * <p>with X [N, D] the rows less their mean. They span the leading directions nearly, in O(N D q), and are no axes: any turn of
 * them within what they span is as good for distances.
 *
 * <p>Reference: Halko, Martinsson, Tropp, "Finding structure with randomness: probabilistic algorithms for constructing
 * approximate matrix decompositions", SIAM Review 53, 2011, algorithm 4.4.
 */
public final class LeadingDirections {
    /** Rows that the directions are found by, at most. */
    private static final int MOST_ROWS = 2_000;
    /** Steps of the iteration. */
    private static final int STEPS = 4;

    private static final int BLOCK = 256;

    private final double[] centre;
    private final double[][] directions;

    private LeadingDirections(double[] centre, double[][] directions) {
        this.centre = centre;
        this.directions = directions;
    }

    /**
     * {@return those of a set, by a bounded random choice of its rows; of a set without spread they are NaN}
     *
     * @param rows [N, D], finite
     * @param count q; where there are no more coordinates, they are left as they are
     * @param seed draws rows and start
     */
    public static LeadingDirections of(PackedRows rows, int count, long seed) {
        int dimension = rows.dimension();
        if (dimension <= count) {
            return new LeadingDirections(new double[dimension], Vectors.identity(dimension, 1));
        }
        SplittableRandom random = new SplittableRandom(seed);
        PackedRows chosen = Subsample.pick(rows, Subsample.of(rows.rows(), MOST_ROWS, random));
        double[] centre = Marginals.of(chosen).mean();
        double[][] x = Vectors.centred(chosen, 0, chosen.rows(), centre);
        double[][] transposed = Dense.transposed(x);
        double[][] directions = new double[dimension][count];
        for (double[] direction : directions) {
            Arrays.setAll(direction, j -> random.nextGaussian());
        }
        for (int step = 0; step < STEPS; step++) {
            directions = orthonormal(Dense.product(transposed, Dense.product(x, directions)));
        }
        return new LeadingDirections(centre, directions);
    }

    /** Y (Yᵀ Y)^{−1/2}; columns that add nothing to the others are about 0. */
    private static double[][] orthonormal(double[][] y) {
        double[][] squared = Dense.product(Dense.transposed(y), y);
        return Dense.product(y, SymmetricEigen.of(squared).inverseSquareRoot(GaussianTransport.NEGLIGIBLE));
    }

    /**
     * {@return y of some rows, [N, q]}
     *
     * @param rows x, [N, D], of this set or another
     */
    public PackedRows coordinates(PackedRows rows) {
        int count = directions[0].length;
        PackedRows.Builder coordinates = new PackedRows.Builder(count);
        float[] y = new float[count];
        for (int first = 0; first < rows.rows(); first += BLOCK) {
            double[][] x = Vectors.centred(rows, first, Math.min(BLOCK, rows.rows() - first), centre);
            for (double[] product : Dense.product(x, directions)) {
                for (int d = 0; d < count; d++) {
                    y[d] = (float) product[d];
                }
                coordinates.add(y);
            }
        }
        return coordinates.build();
    }
}
