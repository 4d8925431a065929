package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;

/**
 * The influence function of a figure f(μ, Σ) of mean and covariance at a row x:
 *
 * <pre>{@code
 *   lᵀ (x − μ) + (x − μ)ᵀ Q (x − μ),   l = ∂f/∂μ,   Q = ∂f/∂Σ
 * }</pre>
 *
 * <p>Reference: Hampel, "The influence curve and its role in robust estimation", JASA 69, 1974.
 *
 * @param linear l, [D]; not to be changed
 * @param quadratic Q, symmetric, [D, D]; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record QuadraticInfluence(double[] linear, double[][] quadratic) {
    private static final int BLOCK = 256;

    /**
     * {@return the values of all rows, [N], up to a constant}
     *
     * @param rows x, [N, D]
     * @param centre μ, [D]
     */
    public double[] of(PackedRows rows, double[] centre) {
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
