package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.kernel.Dense;
import org.apache.commons.math3.util.MathArrays;

/**
 * Optimal transport with squared cost between two Gaussians. With R = (Σ_a^{1/2} Σ_b Σ_a^{1/2})^{1/2} the map and its cost are
 *
 * <pre>{@code
 *   x ↦ μ_b + A (x − μ_a),  A = Σ_a^{−1/2} R Σ_a^{−1/2}
 *   W2² = ‖μ_a − μ_b‖² + tr Σ_a + tr Σ_b − 2 tr R
 * }</pre>
 *
 * <p>A⁻¹ is the transport from b to a. Where a has no spread along some direction, its root is inverted by a floor on the
 * eigenvalues.
 *
 * <p>References: Dowson, Landau, "The Fréchet distance between multivariate normal distributions", J. Multivariate Analysis
 * 12, 1982; Olkin, Pukelsheim, "The distance between two random vectors with given dispersion matrices", Linear Algebra and
 * its Applications 48, 1982.
 *
 * @param squaredDistance W2², at least 0, in the square of the units of the data
 * @param matrix A, symmetric, [D, D]; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GaussianTransport(double squaredDistance, double[][] matrix) {
    /** An eigenvalue this small beside the largest one is rounding error. */
    public static final double NEGLIGIBLE = 1e-10;

    /**
     * {@return the transport between the Gaussians of these moments; of moments that are not finite all is NaN}
     *
     * @param a μ_a [D] and Σ_a [D, D]
     * @param b μ_b [D] and Σ_b [D, D]
     */
    public static GaussianTransport of(Moments a, Moments b) {
        SymmetricEigen ofA = SymmetricEigen.of(a.covariance());
        double[][] root = ofA.squareRoot();
        double[][] inverseRoot = ofA.inverseSquareRoot(NEGLIGIBLE);
        SymmetricEigen cross = SymmetricEigen.of(sandwich(root, b.covariance()));
        double traceOfR = 0;
        for (double value : cross.values()) {
            traceOfR += Math.sqrt(Math.max(0, value));
        }
        double[] shift = MathArrays.ebeSubtract(a.mean(), b.mean());
        double squared = Vectors.dot(shift, shift) + a.totalVariance() + b.totalVariance() - 2 * traceOfR;
        return new GaussianTransport(Math.max(0, squared), sandwich(inverseRoot, cross.squareRoot()));
    }

    /** S M S */
    private static double[][] sandwich(double[][] s, double[][] m) {
        return Dense.product(Dense.product(s, m), s);
    }
}
