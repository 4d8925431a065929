package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import io.github.lrmfspark.statistics.GaussianTransport;
import io.github.lrmfspark.statistics.SymmetricEigen;
import io.github.lrmfspark.statistics.Vectors;
import java.util.Arrays;

/**
 * A map x ↦ μ_b + A (x − μ_a) that follows from the means and covariances of two sets and needs no training.
 *
 * @param centre μ_a, [D]
 * @param matrix A, [D, D]
 * @param image μ_b, [D]
 * @param inverse A⁻¹, [D, D]
 * @param logDet log|det A|; NaN where a set has no spread along some direction, so that there is no inverse
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AffineMap(double[] centre, double[][] matrix, double[] image, double[][] inverse, double logDet) {
    private static final int BLOCK = 256;

    /** Scales and shifts each coordinate to the other set's mean and deviation. */
    public static AffineMap standardising(Moments a, Moments b) {
        Marginals ofA = a.marginals();
        Marginals ofB = b.marginals();
        double[][] matrix = scaling(ofB.deviation(), ofA.standardisation().scale());
        double[][] inverse = scaling(ofA.deviation(), ofB.standardisation().scale());
        return new AffineMap(a.mean(), matrix, b.mean(), inverse, logDet(a.variances(), b.variances()));
    }

    /** The optimal transport between Gaussians. */
    public static AffineMap gaussian(Moments a, Moments b) {
        GaussianTransport transport = GaussianTransport.of(a, b);
        double[] ofA = SymmetricEigen.of(a.covariance()).values();
        double[] ofB = SymmetricEigen.of(b.covariance()).values();
        return new AffineMap(a.mean(), transport.matrix(), b.mean(), transport.inverse(), logDet(ofA, ofB));
    }

    /**
     * Whitens by one covariance and colours by the other, A = Σ_b^{1/2} Σ_a^{−1/2}.
     *
     * <p>Reference: Sun, Feng, Saenko, "Return of frustratingly easy domain adaptation", AAAI 2016.
     */
    public static AffineMap coral(Moments a, Moments b) {
        SymmetricEigen ofA = SymmetricEigen.of(a.covariance());
        SymmetricEigen ofB = SymmetricEigen.of(b.covariance());
        double floor = GaussianTransport.NEGLIGIBLE;
        double[][] matrix = Dense.product(ofB.squareRoot(), ofA.inverseSquareRoot(floor));
        double[][] inverse = Dense.product(ofA.squareRoot(), ofB.inverseSquareRoot(floor));
        return new AffineMap(a.mean(), matrix, b.mean(), inverse, logDet(ofA.values(), ofB.values()));
    }

    /** The same samples mapped by this, with the moments that follow for all rows. */
    public AlignedSamples align(AlignedSamples before) {
        PackedRows mapped = apply(before.source().rows());
        AlignedSamples aligned = new AlignedSamples(
                before.source(),
                mapped,
                before.target(),
                null,
                null,
                apply(before.mappedMoments()),
                before.targetMoments());
        if (Double.isNaN(logDet)) {
            return aligned;
        }
        double[] logDets = new double[mapped.rows()];
        Arrays.fill(logDets, logDet);
        return aligned.withReturned(inverted().apply(mapped)).withLogDet(logDets);
    }

    /** The images of rows [N, D], rounded to float. */
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

    /** Mean and covariance of the images, μ_b + A (μ − μ_a) and A Σ Aᵀ. */
    Moments apply(Moments moments) {
        double[] shift = Vectors.difference(moments.mean(), centre);
        double[] mean = image.clone();
        Arrays.setAll(mean, d -> image[d] + Vectors.dot(matrix[d], shift));
        double[][] covariance = Dense.product(Dense.product(matrix, moments.covariance()), Dense.transposed(matrix));
        return new Moments(moments.rows(), mean, covariance);
    }

    @SuppressWarnings("ArgumentSelectionDefectChecker") // from and to change places
    AffineMap inverted() {
        return new AffineMap(image, inverse, centre, matrix, -logDet);
    }

    /** ½ Σ (log b − log a) of variances along axes; NaN where one of them is negligible beside the largest. */
    private static double logDet(double[] ofA, double[] ofB) {
        return (sumOfLogs(ofB) - sumOfLogs(ofA)) / 2;
    }

    private static double sumOfLogs(double[] variances) {
        double least =
                GaussianTransport.NEGLIGIBLE * Arrays.stream(variances).max().orElse(0);
        return Arrays.stream(variances)
                .map(v -> v > least ? Math.log(v) : Double.NaN)
                .sum();
    }

    private static double[][] scaling(double[] to, double[] from) {
        double[][] matrix = new double[to.length][to.length];
        for (int d = 0; d < to.length; d++) {
            matrix[d][d] = to[d] / from[d];
        }
        return matrix;
    }
}
