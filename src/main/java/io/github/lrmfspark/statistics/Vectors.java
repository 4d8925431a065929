package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;

/**
 * Arithmetic on vectors and matrices of doubles that {@link org.apache.commons.math3.util.MathArrays} and {@link
 * io.github.lrmfspark.kernel.Dense} have not. Shapes are not checked.
 */
public final class Vectors {
    private Vectors() {}

    /** sum ← sum + f x, of vectors [D]. */
    public static void addScaled(double[] sum, double f, double[] x) {
        for (int i = 0; i < x.length; i++) {
            sum[i] += f * x[i];
        }
    }

    /** xᵀ y, of vectors [D]. */
    public static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** ‖x‖ = √(xᵀ x), of a vector [D]. */
    public static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    /** a X + b Y, of square matrices [D, D]. */
    public static double[][] combination(double a, double[][] x, double b, double[][] y) {
        double[][] result = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            addScaled(result[i], a, x[i]);
            addScaled(result[i], b, y[i]);
        }
        return result;
    }

    /** f I, of [D, D]. */
    public static double[][] identity(int dimension, double f) {
        double[][] matrix = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            matrix[i][i] = f;
        }
        return matrix;
    }

    /**
     * Some rows less a centre, x − μ.
     *
     * @param rows [N, D]
     * @param first the number of the first row
     * @param count how many rows from there on
     * @param centre μ, [D]
     * @return [count, D]
     */
    public static double[][] centred(PackedRows rows, int first, int count, double[] centre) {
        double[][] result = new double[count][rows.dimension()];
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < centre.length; d++) {
                result[i][d] = rows.value(first + i, d) - centre[d];
            }
        }
        return result;
    }

    /** The values of some rows, in the order of the row numbers. */
    public static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }
}
