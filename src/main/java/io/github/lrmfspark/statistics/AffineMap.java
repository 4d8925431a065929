package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;
import org.apache.commons.math3.util.MathArrays;

/**
 * A map x ↦ μ_b + A (x − μ_a) that follows from the means and covariances of two sets and needs no training.
 *
 * <p>Each of them is a closed-form rival of a flow: A gives the mapped set the target's deviations, or all of its covariance.
 *
 * @param centre μ_a, [D]; not to be changed
 * @param matrix A, [D, D]; not to be changed
 * @param image μ_b, [D]; not to be changed
 * @param inverse A⁻¹, [D, D]; not to be changed
 * @param logDet log|det A| in nats; NaN where a set has no spread along some direction, so that there is no inverse
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AffineMap(double[] centre, double[][] matrix, double[] image, double[][] inverse, double logDet) {
    private static final int BLOCK = 256;

    /**
     * {@return the map of a matrix, with its inverse by LAPACK}
     *
     * @param centre μ_a, [D]; kept, not copied
     * @param matrix A, [D, D]; kept, not copied
     * @param image μ_b, [D]; kept, not copied
     */
    public static AffineMap of(double[] centre, double[][] matrix, double[] image) {
        Dense.Inverse inverse = Dense.inverse(matrix);
        double logDet = Double.isFinite(inverse.logDet()) ? inverse.logDet() : Double.NaN;
        return new AffineMap(centre, matrix, image, inverse.matrix(), logDet);
    }

    /**
     * {@return the map that leaves everything where it is}
     *
     * @param dimension D
     */
    public static AffineMap identity(int dimension) {
        double[] zero = new double[dimension];
        return scaling(zero, 1, zero);
    }

    /**
     * {@return one shift to the other set's mean, and one scale for all coordinates to its total variance:
     * A = √(tr Σ_b / tr Σ_a) I}
     *
     * @param a moments of the source, D coordinates
     * @param b moments of the target, D coordinates
     */
    public static AffineMap shift(Moments a, Moments b) {
        return scaling(a.mean(), Math.sqrt(b.totalVariance() / a.totalVariance()), b.mean());
    }

    private static AffineMap scaling(double[] centre, double scale, double[] image) {
        int d = centre.length;
        return new AffineMap(
                centre, Vectors.identity(d, scale), image, Vectors.identity(d, 1 / scale), d * Math.log(scale));
    }

    /**
     * {@return what scales and shifts each coordinate to the other set's mean and deviation: A_jj = σ_b,j / σ_a,j}
     *
     * @param a moments of the source, D coordinates
     * @param b moments of the target, D coordinates
     */
    public static AffineMap standardising(Moments a, Moments b) {
        Marginals ofA = a.marginals();
        Marginals ofB = b.marginals();
        double[][] matrix = scaling(ofB.deviation(), ofA.standardisation().scale());
        double[][] inverse = scaling(ofA.deviation(), ofB.standardisation().scale());
        return new AffineMap(a.mean(), matrix, b.mean(), inverse, logDet(a.variances(), b.variances()));
    }

    /**
     * {@return the optimal transport between the Gaussians of these moments; A is symmetric}
     *
     * <p>Reference: {@link GaussianTransport}.
     *
     * @param a moments of the source, D coordinates
     * @param b moments of the target, D coordinates
     */
    public static AffineMap gaussian(Moments a, Moments b) {
        double[][] matrix = GaussianTransport.of(a, b).matrix();
        double[][] inverse = GaussianTransport.of(b, a).matrix();
        double[] ofA = SymmetricEigen.of(a.covariance()).values();
        double[] ofB = SymmetricEigen.of(b.covariance()).values();
        return new AffineMap(a.mean(), matrix, b.mean(), inverse, logDet(ofA, ofB));
    }

    /**
     * {@return what whitens by one covariance and colours by the other, A = Σ_b^{1/2} Σ_a^{−1/2}}
     *
     * <p>Reference: Sun, Feng, Saenko, "Return of frustratingly easy domain adaptation", AAAI 2016.
     *
     * @param a moments of the source, D coordinates
     * @param b moments of the target, D coordinates
     */
    public static AffineMap coral(Moments a, Moments b) {
        SymmetricEigen ofA = SymmetricEigen.of(a.covariance());
        SymmetricEigen ofB = SymmetricEigen.of(b.covariance());
        double floor = GaussianTransport.NEGLIGIBLE;
        double[][] matrix = Dense.product(ofB.squareRoot(), ofA.inverseSquareRoot(floor));
        double[][] inverse = Dense.product(ofA.squareRoot(), ofB.inverseSquareRoot(floor));
        return new AffineMap(a.mean(), matrix, b.mean(), inverse, logDet(ofA.values(), ofB.values()));
    }

    /**
     * {@return the images of rows, [N, D], computed in double and rounded to float}
     *
     * @param rows [N, D]
     */
    public PackedRows apply(PackedRows rows) {
        double[][] transposed = Dense.transposed(matrix);
        PackedRows.Builder images = new PackedRows.Builder(rows.dimension());
        float[] row = new float[rows.dimension()];
        for (int first = 0; first < rows.rows(); first += BLOCK) {
            double[][] x = Vectors.centred(rows, first, Math.min(BLOCK, rows.rows() - first), centre);
            for (double[] product : Dense.product(x, transposed)) {
                for (int d = 0; d < row.length; d++) {
                    row[d] = (float) (image[d] + product[d]);
                }
                images.add(row);
            }
        }
        return images.build();
    }

    /**
     * The moments of the images of rows with these moments:
     *
     * <pre>{@code
     *   μ ↦ μ_b + A (μ − μ_a),   Σ ↦ A Σ Aᵀ
     * }</pre>
     *
     * @param moments of rows, D coordinates
     * @return those of their images
     */
    public Moments apply(Moments moments) {
        double[] shift = MathArrays.ebeSubtract(moments.mean(), centre);
        double[] mean = image.clone();
        Arrays.setAll(mean, d -> image[d] + Vectors.dot(matrix[d], shift));
        double[][] covariance = Dense.product(Dense.product(matrix, moments.covariance()), Dense.transposed(matrix));
        return new Moments(moments.rows(), mean, covariance);
    }

    /** {@return the way back, y ↦ μ_a + A⁻¹ (y − μ_b)} */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // from and to change places
    public AffineMap inverted() {
        return new AffineMap(image, inverse, centre, matrix, -logDet);
    }

    /**
     * ½ Σ (log b_j − log a_j); NaN where a set has no spread along some direction.
     *
     * @param ofA variances of the source along axes, [D]
     * @param ofB variances of the target along axes, [D]
     */
    private static double logDet(double[] ofA, double[] ofB) {
        return (sumOfLogs(ofB) - sumOfLogs(ofA)) / 2;
    }

    /** Σ log v; NaN where a v is negligible beside the largest. */
    private static double sumOfLogs(double[] variances) {
        double least =
                GaussianTransport.NEGLIGIBLE * Arrays.stream(variances).max().orElse(0);
        return Arrays.stream(variances)
                .map(v -> v > least ? Math.log(v) : Double.NaN)
                .sum();
    }

    /** The diagonal matrix of to_j / from_j. */
    private static double[][] scaling(double[] to, double[] from) {
        double[][] matrix = new double[to.length][to.length];
        for (int d = 0; d < to.length; d++) {
            matrix[d][d] = to[d] / from[d];
        }
        return matrix;
    }
}
