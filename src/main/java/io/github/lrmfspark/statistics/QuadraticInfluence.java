package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;

/**
 * Influence values of figures of mean and covariance: lᵀ (x − μ) + (x − μ)ᵀ Q (x − μ) for every row x. A figure f(μ, Σ) has
 * l = ∂f/∂μ and Q = ∂f/∂Σ.
 */
public final class QuadraticInfluence {
    private static final int BLOCK = 256;

    private QuadraticInfluence() {}

    /**
     * The values of all rows, [N].
     *
     * @param centre μ, [D]
     * @param linear l, [D]
     * @param quadratic Q, symmetric, [D, D]
     */
    public static double[] of(PackedRows rows, double[] centre, double[] linear, double[][] quadratic) {
        double[] influence = new double[rows.rows()];
        for (int first = 0; first < influence.length; first += BLOCK) {
            double[][] x = Vectors.centred(rows, first, Math.min(BLOCK, influence.length - first), centre);
            double[][] product = Dense.product(x, quadratic);
            for (int i = 0; i < x.length; i++) {
                influence[first + i] = Vectors.dot(linear, x[i]) + Vectors.dot(product[i], x[i]);
            }
        }
        return influence;
    }
}
