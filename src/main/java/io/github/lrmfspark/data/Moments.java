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
 * @param rows N; of weighted rows as many as have errors of the same size, (Σ w)² / Σ w²
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
        return of(rows, alike(rows));
    }

    /**
     * The moments of rows some of which count for more: μ = Σ w x / Σ w, Σ = Σ w (x − μ)(x − μ)ᵀ / Σ w.
     *
     * @param rows [N, D]
     * @param weights w, [N], none negative; where all are 0, all moments are NaN
     */
    public static Moments of(PackedRows rows, double[] weights) {
        double total = Arrays.stream(weights).sum();
        double squares = Arrays.stream(weights).map(w -> w * w).sum();
        double[] mean = mean(rows, weights, total);
        double[][] covariance = new double[mean.length][mean.length];
        for (int first = 0; first < rows.rows(); first += BLOCK) {
            double[][] block = transposedBlock(rows, weights, first, mean);
            double[][] products = Dense.product(block, Dense.transposed(block));
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j < mean.length; j++) {
                    covariance[i][j] += products[Math.max(i, j)][Math.min(i, j)] / total;
                }
            }
        }
        return new Moments(Math.round(total * total / squares), mean, covariance);
    }

    /** Some rows less the mean, times √w, a column each: [D, min(256, what is left)]. */
    private static double[][] transposedBlock(PackedRows rows, double[] weights, int first, double[] mean) {
        int count = Math.min(BLOCK, rows.rows() - first);
        double[][] block = new double[mean.length][count];
        for (int n = 0; n < count; n++) {
            double root = Math.sqrt(weights[first + n]);
            for (int i = 0; i < mean.length; i++) {
                block[i][n] = root * (rows.value(first + n, i) - mean[i]);
            }
        }
        return block;
    }

    /** {@return μ of rows [N, D], of none NaN} */
    public static double[] mean(PackedRows rows) {
        return mean(rows, alike(rows), rows.rows());
    }

    private static double[] alike(PackedRows rows) {
        double[] weights = new double[rows.rows()];
        Arrays.fill(weights, 1);
        return weights;
    }

    private static double[] mean(PackedRows rows, double[] weights, double total) {
        double[] mean = new double[rows.dimension()];
        float[] x = new float[rows.dimension()];
        for (int row = 0; row < rows.rows(); row++) {
            rows.copyRow(row, x, 0);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weights[row] * x[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= total;
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
