package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;

/**
 * A covariance that has an inverse even where rows are few for the dimension: that of the rows, drawn towards a multiple of the
 * identity by the share that is expected to err least.
 *
 * <pre>
 *   Σ ← (1 − ρ) Σ + ρ m I,   m = tr Σ / D,   ρ = min(1, (Σ_n ‖x_n − μ‖⁴ / N² − ‖Σ‖² / N) / (‖Σ‖² − D m²))
 * </pre>
 *
 * <p>Norms of matrices are Frobenius'. No direction is left with less than {@value #LEAST} of m.
 *
 * <p>Reference: Ledoit, Wolf, "A well-conditioned estimator for large-dimensional covariance matrices", Journal of Multivariate
 * Analysis 88, 2004.
 */
public final class Shrinkage {
    private static final double LEAST = 1e-6;

    private Shrinkage() {}

    /**
     * The moments of rows, with the covariance shrunk.
     *
     * @param rows x, [N, D], at least one
     * @param moments of these rows
     * @return μ [D] and Σ [D, D]
     */
    public static Moments of(PackedRows rows, Moments moments) {
        int d = moments.dimension();
        double mean = moments.totalVariance() / d;
        double squared = Math.pow(Vectors.norm(moments.covariance()), 2);
        double error = (fourthMoments(rows, moments.mean()) - squared) / rows.rows();
        double spread = squared - d * mean * mean;
        double share = spread > 0 ? Math.max(LEAST, Math.min(1, error / spread)) : 1;
        return new Moments(
                moments.rows(),
                moments.mean(),
                Vectors.combination(1 - share, moments.covariance(), share * mean, Vectors.identity(d, 1)));
    }

    /** Σ_n ‖x_n − μ‖⁴ / N. */
    private static double fourthMoments(PackedRows rows, double[] mean) {
        double sum = 0;
        for (int i = 0; i < rows.rows(); i++) {
            double[] x = Vectors.centred(rows, i, 1, mean)[0];
            double squared = Vectors.dot(x, x);
            sum += squared * squared;
        }
        return sum / rows.rows();
    }
}
