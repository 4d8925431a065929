package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;

/**
 * Arithmetic on vectors and matrices of doubles that {@link org.apache.commons.math3.util.MathArrays} and {@link
 * io.github.lrmfspark.kernel.Dense} have not. Shapes are not checked.
 */
public final class Vectors {
    private Vectors() {}

    /**
     * sum ← sum + f x.
     *
     * @param sum [D]; changed in place
     * @param f a factor
     * @param x [D]
     */
    public static void addScaled(double[] sum, double f, double[] x) {
        for (int i = 0; i < x.length; i++) {
            sum[i] += f * x[i];
        }
    }

    /**
     * {@return xᵀ y}
     *
     * @param x [D]
     * @param y [D]
     */
    public static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /**
     * {@return ‖x‖ = √(xᵀ x)}
     *
     * @param x [D]
     */
    public static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    /**
     * {@return Frobenius' norm, √(Σ X_ij²)}
     *
     * @param x X, [N, D]
     */
    public static double norm(double[][] x) {
        double squared = 0;
        for (double[] row : x) {
            squared += dot(row, row);
        }
        return Math.sqrt(squared);
    }

    /**
     * {@return a X + b Y, [D, D]}
     *
     * @param a factor of X
     * @param x X, [D, D]
     * @param b factor of Y
     * @param y Y, [D, D]
     */
    public static double[][] combination(double a, double[][] x, double b, double[][] y) {
        double[][] result = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            addScaled(result[i], a, x[i]);
            addScaled(result[i], b, y[i]);
        }
        return result;
    }

    /**
     * {@return f I, [D, D]}
     *
     * @param dimension D
     * @param f what the diagonal holds
     */
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

    /**
     * {@return the values of some rows, in the order of the row numbers, [n]}
     *
     * @param values [N]
     * @param rows numbers in 0 … N − 1, [n]
     */
    public static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }
}
