package io.github.lrmfspark.evaluation;

import java.util.SplittableRandom;

/**
 * The axes of a symmetric matrix with the eigenvalues of largest magnitude, by orthogonal iteration:
 *
 * <pre>{@code
 *   V ← orth(A V)
 * }</pre>
 *
 * <p>Axes of nearly equal magnitude are not told apart; together they span the same plane.
 *
 * <p>Reference: Golub and Van Loan, "Matrix Computations", 4th edition, section 8.2.4.
 */
final class PrincipalAxes {
    private static final int ITERATIONS = 100;
    private static final double SETTLED = 1e-20;
    private static final double NOTHING_LEFT = 1e-12;

    private PrincipalAxes() {}

    /**
     * Unit vectors, [count, D], the largest first and each with its largest coordinate positive; zero in place of an axis
     * that a matrix of lower rank does not have.
     */
    static double[][] of(double[][] matrix, int count, SplittableRandom random) {
        int dimension = matrix.length;
        double[][] axes = new double[Math.min(count, dimension)][];
        for (int k = 0; k < axes.length; k++) {
            axes[k] = random.doubles(dimension, -1, 1).toArray();
        }
        orthonormalise(axes, 0);
        double least = NOTHING_LEFT * norm(matrix);
        double moved = 1;
        for (int i = 0; i < ITERATIONS && moved > SETTLED; i++) {
            double[][] next = new double[axes.length][];
            for (int k = 0; k < axes.length; k++) {
                next[k] = times(matrix, axes[k]);
            }
            orthonormalise(next, least);
            moved = 0;
            for (int k = 0; k < axes.length; k++) {
                orient(next[k]);
                moved = Math.max(moved, squaredDistance(axes[k], next[k]));
            }
            axes = next;
        }
        return axes;
    }

    /** Σ xᵢ yᵢ */
    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** Gram–Schmidt, twice over; a vector with nothing left of it becomes zero. */
    private static void orthonormalise(double[][] vectors, double least) {
        for (int k = 0; k < vectors.length; k++) {
            for (int j = 0; j < 2 * k; j++) {
                double[] earlier = vectors[j % k];
                Vectors.addScaled(vectors[k], -dot(vectors[k], earlier), earlier, earlier.length);
            }
            double length = Math.sqrt(dot(vectors[k], vectors[k]));
            double scale = length > least ? 1 / length : 0;
            for (int i = 0; i < vectors[k].length; i++) {
                vectors[k][i] *= scale;
            }
        }
    }

    /** Turns a vector about where its largest coordinate is negative. */
    static void orient(double[] axis) {
        double largest = 0;
        for (double x : axis) {
            largest = Math.abs(x) > Math.abs(largest) ? x : largest;
        }
        for (int i = 0; largest < 0 && i < axis.length; i++) {
            axis[i] = -axis[i];
        }
    }

    private static double[] times(double[][] matrix, double[] x) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = dot(matrix[i], x);
        }
        return product;
    }

    private static double squaredDistance(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return sum;
    }

    private static double norm(double[][] matrix) {
        double sum = 0;
        for (double[] row : matrix) {
            sum += dot(row, row);
        }
        return Math.sqrt(sum);
    }
}
