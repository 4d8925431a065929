package io.github.lrmfspark.kernel;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

/** Products of small matrices in float64 on the Java heap, as arrays of rows: what statistics are made of, not training. */
public final class Dense {
    static {
        SystemBlas.leave();
    }

    private Dense() {}

    /** a · b, [N, K] and [K, M]; N and K at least 1. */
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

    /** aᵀ */
    public static double[][] transposed(double[][] a) {
        double[][] result = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < result.length; j++) {
                result[j][i] = a[i][j];
            }
        }
        return result;
    }

    public static double[] flat(double[][] a) {
        int columns = a[0].length;
        double[] result = new double[Math.multiplyExact(a.length, columns)];
        for (int i = 0; i < a.length; i++) {
            System.arraycopy(a[i], 0, result, i * columns, columns);
        }
        return result;
    }

    public static double[][] rows(double[] flat, int columns) {
        double[][] result = new double[flat.length / columns][columns];
        for (int i = 0; i < result.length; i++) {
            System.arraycopy(flat, i * columns, result[i], 0, columns);
        }
        return result;
    }
}
