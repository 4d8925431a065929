package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;

/**
 * Mean [D] and covariance [D, D] of rows, μ = Σ x / N and Σ = Σ (x − μ)(x − μ)ᵀ / N.
 *
 * @param rows N
 * @param mean μ; not to be changed
 * @param covariance Σ, symmetric; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Moments(long rows, double[] mean, double[][] covariance) {
    /** The moments of rows in memory, in two passes. */
    public static Moments of(PackedRows rows) {
        int dimension = rows.dimension();
        float[] x = new float[dimension];
        double[] mean = new double[dimension];
        for (int row = 0; row < rows.rows(); row++) {
            rows.copyRow(row, x, 0);
            for (int i = 0; i < dimension; i++) {
                mean[i] += x[i];
            }
        }
        for (int i = 0; i < dimension; i++) {
            mean[i] /= rows.rows();
        }
        double[] centred = new double[dimension];
        double[][] covariance = new double[dimension][dimension];
        for (int row = 0; row < rows.rows(); row++) {
            rows.copyRow(row, x, 0);
            for (int i = 0; i < dimension; i++) {
                centred[i] = x[i] - mean[i];
            }
            for (int i = 0; i < dimension; i++) {
                Vectors.addScaled(covariance[i], centred[i] / rows.rows(), centred, i + 1);
            }
        }
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < i; j++) {
                covariance[j][i] = covariance[i][j];
            }
        }
        return new Moments(rows.rows(), mean, covariance);
    }

    /** tr Σ = E ‖x − μ‖² */
    public double totalVariance() {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            sum += covariance[i][i];
        }
        return sum;
    }
}
