package io.github.lrmfspark.kernel;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

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
