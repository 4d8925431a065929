package io.github.lrmfspark.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Vectors [D] and square matrices [D, D] in double, a few of them random. Results are new arrays. */
final class Geometry {
    private Geometry() {}

    /**
     * A clockwise turn by an angle in radians in every plane (p, q) of successive axes,
     * I + Σ (cos − 1)(p pᵀ + q qᵀ) + sin (p qᵀ − q pᵀ).
     */
    static double[][] turn(double[][] axes, double angle) {
        int dimension = axes.length;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double[][] turn = identity(dimension);
        for (int plane = 0; plane + 1 < dimension; plane += 2) {
            double[] p = axes[plane];
            double[] q = axes[plane + 1];
            for (int i = 0; i < dimension; i++) {
                for (int j = 0; j < dimension; j++) {
                    turn[i][j] += (cos - 1) * (p[i] * p[j] + q[i] * q[j]) + sin * (p[i] * q[j] - q[i] * p[j]);
                }
            }
        }
        return turn;
    }

    static double[] times(double[][] matrix, double[] x) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                product[i] += matrix[i][j] * x[j];
            }
        }
        return product;
    }

    /** scale · x + y */
    static double[] plus(double scale, double[] x, double[] y) {
        double[] sum = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = scale * x[i] + y[i];
        }
        return sum;
    }

    static double[][] identity(int dimension) {
        double[][] identity = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    /** Orthonormal rows in random directions, by Gram and Schmidt. */
    static double[][] orthogonal(RandomGenerator random, int dimension) {
        double[][] rows = new double[dimension][];
        for (int i = 0; i < dimension; i++) {
            double[] row = gaussian(random, dimension);
            for (int j = 0; j < i; j++) {
                row = plus(-dot(row, rows[j]), rows[j], row);
            }
            rows[i] = plus(1 / Math.sqrt(dot(row, row)), row, new double[dimension]);
        }
        return rows;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    static double[] gaussian(RandomGenerator random, int dimension) {
        double[] z = new double[dimension];
        Arrays.setAll(z, d -> random.nextGaussian());
        return z;
    }
}
