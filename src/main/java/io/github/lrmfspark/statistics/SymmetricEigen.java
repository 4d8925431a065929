package io.github.lrmfspark.statistics;

import static org.bytedeco.openblas.global.openblas.LAPACK_dsyevd_base;

import io.github.lrmfspark.kernel.Dense;
import io.github.lrmfspark.kernel.SystemBlas;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The eigendecomposition A = V Λ Vᵀ of a symmetric matrix [D, D], in float64 by LAPACK's divide and conquer, and functions
 * f(A) = V f(Λ) Vᵀ of the matrix. A matrix that is not finite has values and vectors that are NaN.
 *
 * <p>Reference: Cuppen, "A divide and conquer method for the symmetric tridiagonal eigenproblem", Numerische Mathematik 36, 1981.
 *
 * @param values the diagonal of Λ, ascending, [D]; not to be changed
 * @param vectors Vᵀ: row k is the unit vector of value k, [D, D]; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SymmetricEigen(double[] values, double[][] vectors) {
    static {
        SystemBlas.leave();
    }

    /**
     * {@return the decomposition of a matrix; of the part above its diagonal nothing is read}
     *
     * @param symmetric A, [D, D]
     * @throws ArithmeticException if LAPACK finds no decomposition
     */
    public static SymmetricEigen of(double[][] symmetric) {
        int d = symmetric.length;
        double[] vectors = Dense.flat(symmetric);
        double[] values = new double[d];
        if (!Arrays.stream(vectors).allMatch(Double::isFinite)) {
            Arrays.fill(values, Double.NaN);
            Arrays.fill(vectors, Double.NaN);
            return new SymmetricEigen(values, Dense.rows(vectors, d));
        }
        decompose(d, vectors, values);
        return new SymmetricEigen(values, Dense.rows(vectors, d));
    }

    /**
     * By LAPACK itself and not by LAPACKE, which is in the OpenBLAS that ND4J brings but not in every other: where Spark's BLAS
     * has loaded the one of the machine before, that one is called.
     */
    private static void decompose(int d, double[] vectors, double[] values) {
        int[] order = {d};
        int[] info = {0};
        double[] work = new double[Math.addExact(1 + 6 * d, Math.multiplyExact(2 * d, d))];
        int[] integers = new int[3 + 5 * d];
        LAPACK_dsyevd_base(
                "V",
                "U",
                order,
                vectors,
                order,
                values,
                work,
                new int[] {work.length},
                integers,
                new int[] {integers.length},
                info,
                1,
                1);
        if (info[0] != 0) {
            throw new ArithmeticException("Expected an eigendecomposition of a matrix of order " + d
                    + "; found that dsyevd returned " + info[0]);
        }
    }

    /** f(A) = V f(Λ) Vᵀ, [D, D]. */
    double[][] map(DoubleUnaryOperator f) {
        double[][] scaled = new double[values.length][];
        for (int k = 0; k < values.length; k++) {
            double factor = f.applyAsDouble(values[k]);
            scaled[k] = Arrays.stream(vectors[k]).map(v -> factor * v).toArray();
        }
        return Dense.product(Dense.transposed(vectors), scaled);
    }

    /** {@return A^{1/2} [D, D], of a matrix without negative values but for rounding: those count as 0} */
    public double[][] squareRoot() {
        return map(value -> Math.sqrt(Math.max(0, value)));
    }

    /**
     * {@return A^{−1/2} [D, D], with small values raised, so that a singular matrix has one too}
     *
     * @param floor no value is taken below this times the largest
     */
    public double[][] inverseSquareRoot(double floor) {
        double least = floor * largest();
        return map(value -> 1 / Math.sqrt(Math.max(least, value)));
    }

    /** The largest value. */
    double largest() {
        return values[values.length - 1];
    }
}
