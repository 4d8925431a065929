package io.github.lrmfspark.statistics;

import static org.bytedeco.openblas.global.openblas.LAPACK_dgesdd_base;

import io.github.lrmfspark.kernel.Dense;
import io.github.lrmfspark.kernel.SystemBlas;
import java.util.Arrays;

/**
 * The orthogonal matrix Q [D, D], turn or reflection, that brings rows x nearest to their pairs y:
 *
 * <pre>
 *   Q = argmin Σ_n ‖x_n Q − y_n‖² = U Vᵀ   with   Σ_n x_nᵀ y_n = U S Vᵀ
 * </pre>
 *
 * <p>Reference: Schönemann, "A generalized solution of the orthogonal Procrustes problem", Psychometrika 31, 1966.
 */
public final class Procrustes {
    static {
        SystemBlas.leave();
    }

    private Procrustes() {}

    /**
     * {@return Q, by LAPACK's divide and conquer in float64} LAPACK takes matrices column by column, so it decomposes the transpose.
     *
     * @param cross Σ_n x_nᵀ y_n, [D, D], finite. Where it has no full rank, Q is one of several
     * @throws ArithmeticException if LAPACK finds no decomposition
     */
    public static double[][] of(double[][] cross) {
        int d = cross.length;
        double[] a = Dense.flat(cross);
        double[] left = new double[d * d];
        double[] right = new double[d * d];
        int[] order = {d};
        int[] info = {0};
        double[] work = new double[Math.addExact(8 * d, Math.multiplyExact(4 * d, d))];
        LAPACK_dgesdd_base(
                "A",
                order,
                order,
                a,
                order,
                new double[d],
                left,
                order,
                right,
                order,
                work,
                new int[] {work.length},
                new int[8 * d],
                info,
                1);
        if (info[0] != 0 || !Arrays.stream(left).allMatch(Double::isFinite)) {
            throw new ArithmeticException("Expected a singular value decomposition of a finite matrix of order " + d
                    + "; found that dgesdd returned " + info[0]);
        }
        return Dense.product(Dense.rows(right, d), Dense.rows(left, d));
    }
}
