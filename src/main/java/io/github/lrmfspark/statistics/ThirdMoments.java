package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Third moments of a set along its k leading principal axes,
 *
 * <pre>
 *   M_ijl = mean z_i z_j z_l,   z = √k u / ‖u‖,   u = Λ^{−1/2} Vᵀ (x − μ)
 * </pre>
 *
 * <p>with Σ V = V Λ. Rows count by their directions, so that few long ones do not decide. Where a set is turned, so is M; a set and
 * its mirror image differ in its sign.
 *
 * @param axes Vᵀ, [k, D], the axis of largest variance first
 * @param moments M, [k, k²]: row i has M_ijl at j k + l
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ThirdMoments(double[][] axes, double[][] moments) {
    private static final int BLOCK = 1_024;
    /** Of the largest variance; axes with less are not looked along. */
    private static final double LEAST_VARIANCE = 1e-6;

    /**
     * The moments of a set.
     *
     * @param rows x, [N, D]
     * @param moments μ and Σ
     * @param count k, at most
     */
    static ThirdMoments of(PackedRows rows, Moments moments, int count) {
        double[][] axes = PrincipalAxes.of(moments.covariance(), count);
        double[] variances = variances(axes, moments.covariance());
        int k = (int) Arrays.stream(variances)
                .filter(variance -> variance > LEAST_VARIANCE * variances[0])
                .count();
        double[][] whitening = Arrays.copyOf(axes, k);
        for (int j = 0; j < k; j++) {
            double deviation = Math.sqrt(variances[j]);
            whitening[j] = Arrays.stream(axes[j]).map(x -> x / deviation).toArray();
        }
        double[][] columns = Dense.transposed(whitening);
        double[][] sum = new double[k][k * k];
        for (int first = 0; first < rows.rows(); first += BLOCK) {
            double[][] x = Vectors.centred(rows, first, Math.min(BLOCK, rows.rows() - first), moments.mean());
            add(sum, directions(Dense.product(x, columns)), 1.0 / rows.rows());
        }
        return new ThirdMoments(Arrays.copyOf(axes, k), sum);
    }

    /** Along each axis. */
    private static double[] variances(double[][] axes, double[][] covariance) {
        double[][] products = Dense.product(axes, covariance);
        return IntStream.range(0, axes.length)
                .mapToDouble(j -> Vectors.dot(products[j], axes[j]))
                .toArray();
    }

    /** Rows at length √k. */
    private static double[][] directions(double[][] rows) {
        for (double[] row : rows) {
            double norm = Vectors.norm(row);
            for (int j = 0; norm > 0 && j < row.length; j++) {
                row[j] *= Math.sqrt(row.length) / norm;
            }
        }
        return rows;
    }

    private static void add(double[][] sum, double[][] z, double weight) {
        int k = sum.length;
        double[][] squares = new double[z.length][k * k];
        for (int n = 0; n < z.length; n++) {
            for (int j = 0; j < k; j++) {
                for (int l = 0; l < k; l++) {
                    squares[n][j * k + l] = z[n][j] * z[n][l];
                }
            }
        }
        double[][] product = Dense.product(Dense.transposed(z), squares);
        for (int i = 0; i < k; i++) {
            Vectors.addScaled(sum[i], weight, product[i]);
        }
    }

    int order() {
        return moments.length;
    }

    /** M along the first axes alone, flat, [m, m, m]. */
    double[] leading(int m) {
        int k = order();
        double[] leading = new double[m * m * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                System.arraycopy(moments[i], j * k, leading, (i * m + j) * m, m);
            }
        }
        return leading;
    }
}
