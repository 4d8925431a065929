package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;
import java.util.Arrays;

/**
 * The Gaussian kernel between all pairs of pooled rows, [N + M, N + M], in float: first the rows of one set, then those of
 * the other.
 *
 * <pre>{@code
 *   k(x, y) = exp(−‖x − y‖² / 2h²),  h the median distance between pooled rows
 * }</pre>
 *
 * <p>A division says of every pooled row whether it counts as one of the first set, so that a permutation test needs one matrix.
 * Not thread-safe.
 *
 * <p>Reference: Gretton, Borgwardt, Rasch, Schölkopf, Smola, "A kernel two-sample test", JMLR 13, 2012.
 */
public final class KernelMatrix {
    /** Rows of each set whose distances give the median. */
    private static final int BANDWIDTH_ROWS = 250;

    private final float[][] kernel;
    private final double[] totals;
    private final float[] sums;

    private KernelMatrix(float[][] kernel) {
        this.kernel = kernel;
        this.totals = new double[kernel.length];
        this.sums = new float[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            for (float value : kernel[i]) {
                totals[i] += value;
            }
        }
    }

    /**
     * {@return the matrix of two sets} h is the median over at most 250 rows of each; of rows that are all equal it is 1.
     *
     * @param x [N, D], at least one row
     * @param y [M, D], at least one row
     */
    public static KernelMatrix gaussian(PackedRows x, PackedRows y) {
        PackedRows pooled = pooled(x, y);
        float[][] squared = new float[pooled.rows()][pooled.rows()];
        SquaredDistances distances = SquaredDistances.to(pooled);
        for (int i = 0; i < squared.length; i++) {
            distances.from(pooled, i, squared[i]);
        }
        exponentiate(squared, medianSquare(squared, x.rows(), y.rows()));
        return new KernelMatrix(squared);
    }

    private static PackedRows pooled(PackedRows x, PackedRows y) {
        float[] values = Arrays.copyOf(x.toArray(), (x.rows() + y.rows()) * x.dimension());
        System.arraycopy(y.toArray(), 0, values, x.rows() * x.dimension(), y.rows() * x.dimension());
        return PackedRows.of(x.dimension(), values);
    }

    /** The upper median of ‖x − y‖² over the pairs of the first rows of both sets. */
    private static double medianSquare(float[][] squared, int n, int m) {
        int ofX = Math.min(n, BANDWIDTH_ROWS);
        int rows = ofX + Math.min(m, BANDWIDTH_ROWS);
        float[] pairs = new float[rows * (rows - 1) / 2];
        int pair = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                pairs[pair++] = squared[i < ofX ? i : i - ofX + n][j < ofX ? j : j - ofX + n];
            }
        }
        Arrays.sort(pairs);
        return pairs[pairs.length / 2];
    }

    private static void exponentiate(float[][] squared, double medianSquare) {
        double scale = medianSquare == 0 ? -0.5 : -0.5 / medianSquare;
        for (int i = 0; i < squared.length; i++) {
            for (int j = 0; j <= i; j++) {
                squared[i][j] = (float) Math.exp(scale * squared[i][j]);
                squared[j][i] = squared[i][j];
            }
        }
    }

    /**
     * {@return the unbiased MMD² between the n rows of a division's first set and the m others}
     *
     * <pre>{@code
     *   Σ_{i≠j} k(x_i, x_j) / n (n − 1) + Σ_{i≠j} k(y_i, y_j) / m (m − 1) − 2 Σ k(x_i, y_j) / n m
     * }</pre>
     *
     * <p>Without units; 0 in the mean over divisions by chance, and NaN or infinite where a set has one row.
     *
     * @param first whether a row is of the first set, [N + M]
     */
    public double discrepancy(boolean[] first) {
        int n = sum(first);
        int m = first.length - n;
        double within = 0;
        double across = 0;
        double others = 0;
        for (int i = 0; i < first.length; i++) {
            if (first[i]) {
                within += sums[i] - kernel[i][i];
            } else {
                across += sums[i];
                others += totals[i] - sums[i] - kernel[i][i];
            }
        }
        return within / n / (n - 1) + others / m / (m - 1) - 2 * across / n / m;
    }

    /**
     * Influence of every row on {@link #discrepancy}, up to a constant for each set:
     *
     * <pre>{@code
     *   2 (Σ_{j≠i} k(x_i, x_j) / (n − 1) − Σ_j k(x_i, y_j) / m)
     * }</pre>
     *
     * <p>and likewise with x and y exchanged.
     *
     * @param first whether a row is of the first set, [N + M]
     * @return [N + M]
     */
    public double[] influence(boolean[] first) {
        int n = sum(first);
        int m = first.length - n;
        double[] influence = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            double other = totals[i] - sums[i];
            influence[i] = first[i]
                    ? 2 * ((sums[i] - kernel[i][i]) / (n - 1) - other / m)
                    : 2 * ((other - kernel[i][i]) / (m - 1) - sums[i] / n);
        }
        return influence;
    }

    /** Adds up the kernel's rows of the first set; says how many they are. */
    private int sum(boolean[] first) {
        Arrays.fill(sums, 0);
        int count = 0;
        for (int i = 0; i < first.length; i++) {
            if (first[i]) {
                add(kernel[i], sums);
                count++;
            }
        }
        return count;
    }

    private static void add(float[] values, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
    }
}
