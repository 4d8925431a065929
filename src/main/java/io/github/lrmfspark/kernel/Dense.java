package io.github.lrmfspark.kernel;

import static org.bytedeco.openblas.global.openblas.LAPACK_dgetrf;
import static org.bytedeco.openblas.global.openblas.LAPACK_dgetri;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.Arrays;

/**
 * Products of small matrices in float64 on the Java heap, as arrays of rows: what statistics are made of, not training.
 * Every result is new. Arguments are only read, and must be rectangular with at least one row and one column.
 */
public final class Dense {
    static {
        SystemBlas.leave();
    }

    private Dense() {}

    /**
     * a · b, by OpenBLAS on flat copies.
     *
     * @param a [N, K]
     * @param b [K, M]
     * @return [N, M]
     * @throws ArithmeticException if a matrix has more than 2³¹ − 1 elements
     */
    public static double[][] product(double[][] a, double[][] b) {
        int columns = b[0].length;
        double[] result = new double[Math.multiplyExact(a.length, columns)];
        cblas_dgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasNoTrans,
                a.length,
                columns,
                b.length,
                1,
                flat(a),
                b.length,
                flat(b),
                columns,
                0,
                result,
                columns);
        return rows(result, columns);
    }

    /**
     * aᵀ.
     *
     * @param a [N, K]
     * @return [K, N]
     */
    public static double[][] transposed(double[][] a) {
        double[][] result = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < result.length; j++) {
                result[j][i] = a[i][j];
            }
        }
        return result;
    }

    /** What LAPACK works on at a time when it inverts. */
    private static final int PANEL = 64;

    /**
     * An inverse, and what its matrix does to volumes.
     *
     * @param matrix A⁻¹, [D, D]; not to be changed. NaN where A is singular or not finite
     * @param logDet log|det A| in nats; −∞ where A is singular
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Inverse(double[][] matrix, double logDet) {}

    /**
     * A⁻¹ and log|det A|, by LAPACK's LU factors.
     *
     * @param a A, [D, D]
     * @return both
     */
    public static Inverse inverse(double[][] a) {
        int d = a.length;
        double[] factors = flat(a);
        int[] order = {d};
        int[] pivots = new int[d];
        int[] info = {0};
        LAPACK_dgetrf(order, order, factors, order, pivots, info);
        double logDet = 0;
        for (int i = 0; i < d; i++) {
            logDet += Math.log(Math.abs(factors[i * d + i]));
        }
        if (info[0] == 0) {
            LAPACK_dgetri(order, factors, order, pivots, new double[PANEL * d], new int[] {PANEL * d}, info);
        }
        if (info[0] != 0) {
            Arrays.fill(factors, Double.NaN);
        }
        return new Inverse(rows(factors, d), logDet);
    }

    /**
     * Inner products of rows in float32, into_ij = Σ_d x_id y_jd.
     *
     * @param x [N, D], row after row
     * @param n N
     * @param y [M, D], row after row
     * @param m M
     * @param dimension D
     * @param into its first N · M numbers, [N, M], row after row
     */
    public static void innerProducts(float[] x, int n, float[] y, int m, int dimension, float[] into) {
        cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasTrans, n, m, dimension, 1, x, dimension, y, dimension, 0, into, m);
    }

    /**
     * A matrix as one array, row after row.
     *
     * @param a [N, K]
     * @return N · K numbers
     * @throws ArithmeticException if they are more than 2³¹ − 1
     */
    public static double[] flat(double[][] a) {
        int columns = a[0].length;
        double[] result = new double[Math.multiplyExact(a.length, columns)];
        for (int i = 0; i < a.length; i++) {
            System.arraycopy(a[i], 0, result, i * columns, columns);
        }
        return result;
    }

    /**
     * The inverse of {@link #flat}.
     *
     * @param flat N · K numbers, row after row
     * @param columns K
     * @return [N, K]
     */
    public static double[][] rows(double[] flat, int columns) {
        double[][] result = new double[flat.length / columns][columns];
        for (int i = 0; i < result.length; i++) {
            System.arraycopy(flat, i * columns, result[i], 0, columns);
        }
        return result;
    }
}
