package io.github.lrmfspark.data;

import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;

/**
 * Mean and covariance of the N rows of a set:
 *
 * <pre>{@code
 *   μ = Σ x / N,   Σ = Σ (x − μ)(x − μ)ᵀ / N
 * }</pre>
 *
 * @param rows N
 * @param mean μ [D], in the units of the rows; not to be changed
 * @param covariance Σ [D, D], symmetric, in the square of these units; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Moments(long rows, double[] mean, double[][] covariance) {
    private static final int BLOCK = 256;

    /**
     * The moments of rows in memory, in two passes.
     *
     * @param rows [N, D]; of none all moments are NaN
     */
    public static Moments of(PackedRows rows) {
        double[] mean = mean(rows);
        double[][] covariance = new double[mean.length][mean.length];
        for (int first = 0; first < rows.rows(); first += BLOCK) {
            double[][] block = transposedBlock(rows, first, mean);
            double[][] products = Dense.product(block, Dense.transposed(block));
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j < mean.length; j++) {
                    covariance[i][j] += products[Math.max(i, j)][Math.min(i, j)] / rows.rows();
                }
            }
        }
        return new Moments(rows.rows(), mean, covariance);
    }

    /** Some rows less the mean, a column each: [D, min(256, what is left)]. */
    private static double[][] transposedBlock(PackedRows rows, int first, double[] mean) {
        int count = Math.min(BLOCK, rows.rows() - first);
        double[][] block = new double[mean.length][count];
        for (int n = 0; n < count; n++) {
            for (int i = 0; i < mean.length; i++) {
                block[i][n] = rows.value(first + n, i) - mean[i];
            }
        }
        return block;
    }

    /** {@return μ of rows [N, D], of none NaN} */
    public static double[] mean(PackedRows rows) {
        double[] mean = new double[rows.dimension()];
        float[] x = new float[rows.dimension()];
        for (int row = 0; row < rows.rows(); row++) {
            rows.copyRow(row, x, 0);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += x[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= rows.rows();
        }
        return mean;
    }

    /** D. */
    public int dimension() {
        return mean.length;
    }

    /** The variance of every coordinate, the diagonal of Σ: [D], a copy. */
    public double[] variances() {
        double[] variances = new double[mean.length];
        Arrays.setAll(variances, i -> covariance[i][i]);
        return variances;
    }

    /** μ and the deviation of every coordinate, √Σ_jj. */
    public Marginals marginals() {
        return new Marginals(mean, Arrays.stream(variances()).map(Math::sqrt).toArray());
    }

    /** tr Σ = E ‖x − μ‖². */
    public double totalVariance() {
        double sum = 0;
        for (double variance : variances()) {
            sum += variance;
        }
        return sum;
    }
}
