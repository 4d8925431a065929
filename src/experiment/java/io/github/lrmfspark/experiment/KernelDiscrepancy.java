package io.github.lrmfspark.experiment;

import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.Discrepancy;
import java.util.Arrays;
import java.util.List;

/**
 * The squared maximum mean discrepancy of a batch, with a mean of Gaussian kernels:
 *
 * <pre>{@code
 *   w · (mean_{i≠j} k(T(a_i), T(a_j)) + mean_{i≠j} k(b_i, b_j) − 2 mean_{i,j} k(T(a_i), b_j))
 *   k(x, y) = mean over h of exp(−‖x − y‖² / 2h²)
 * }</pre>
 *
 * <p>Unbiased: no row is compared with itself, so that the mean over batches is the discrepancy of the distributions; a batch
 * may score below 0. A bandwidth that is taken from the batch counts as a constant in the gradient.
 *
 * <p>Reference: Gretton, Borgwardt, Rasch, Schölkopf, Smola, "A kernel two-sample test", JMLR 13, 2012, equation 3.
 *
 * @param weight w
 * @param unit of the bandwidths
 * @param bandwidths h
 */
public record KernelDiscrepancy(double weight, Unit unit, List<Double> bandwidths) implements Discrepancy {
    /** Rows of each domain whose distances give the median. */
    private static final int MEDIAN_ROWS = 64;

    /** What a bandwidth of 1 is. */
    public enum Unit {
        /** A distance of 1. */
        COORDINATE,
        /** The median distance between rows of T(a) and b pooled, the first 64 of each. */
        MEDIAN_DISTANCE
    }

    public KernelDiscrepancy {
        bandwidths = List.copyOf(bandwidths);
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)
                || bandwidths.isEmpty()
                || !bandwidths.stream().allMatch(h -> h > 0 && h < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Expected a weight above 0 and bandwidths above 0; found " + weight + " and " + bandwidths);
        }
    }

    @Override
    public String name() {
        return "maximumMeanDiscrepancy";
    }

    /** @throws IllegalArgumentException if a batch has one pair only */
    @Override
    public Computation bind(Kernels kernels, int batchSize, int dimension) {
        if (batchSize < 2) {
            throw new IllegalArgumentException("Expected batches of two pairs or more; found " + batchSize);
        }
        return new Pooled(kernels, batchSize, dimension);
    }

    /**
     * With z = [T(a); b] the gradient in T(a_i) is Σ_j c_ij (z_i − z_j), which is a product of [N, 2N] and z: −c_ij outside its
     * diagonal and Σ_j c_ij on it.
     */
    private final class Pooled implements Computation {
        private final Kernels kernels;
        private final int n;
        private final Matrix z;
        private final Matrix mappedPart;
        private final Matrix targetPart;
        private final Matrix products;
        private final Matrix pull;
        private final double[] diagonal;
        private final double[] rows;
        private final double[] distances;
        private final double[] exponents = new double[bandwidths.size()];
        private double kernel;
        private double slope;

        Pooled(Kernels kernels, int n, int dimension) {
            this.kernels = kernels;
            this.n = n;
            z = Matrix.zeros(kernels.type(), 2 * n, dimension);
            mappedPart = z.rows(0, n);
            targetPart = z.rows(n, 2 * n);
            products = Matrix.zeros(kernels.type(), 2 * n, 2 * n);
            pull = Matrix.zeros(kernels.type(), n, 2 * n);
            diagonal = new double[2 * n];
            rows = new double[n];
            int some = 2 * Math.min(n, MEDIAN_ROWS);
            distances = new double[some * (some - 1) / 2];
        }

        @Override
        public double forward(int step, Matrix mapped, Matrix target) {
            kernels.copy(mapped, mappedPart);
            kernels.copy(target, targetPart);
            kernels.gemm(RIGHT_TRANSPOSED, z, z, 0, products);
            setExponents();
            Arrays.fill(rows, 0);
            Arrays.fill(diagonal, 0);
            for (int j = 0; j < 2 * n; j++) {
                for (int i = 0; i < j; i++) {
                    compare(i, j);
                }
            }
            for (int i = 0; i < n; i++) {
                pull.put(i, i, diagonal[i]);
            }
            return Arrays.stream(rows).sum() / n;
        }

        private void setExponents() {
            double square = unit == Unit.COORDINATE ? 1 : medianSquare();
            for (int k = 0; k < exponents.length; k++) {
                double h = bandwidths.get(k);
                exponents[k] = -1 / (2 * h * h * square);
            }
        }

        private double medianSquare() {
            int some = Math.min(n, MEDIAN_ROWS);
            int pair = 0;
            for (int j = 0; j < 2 * some; j++) {
                for (int i = 0; i < j; i++) {
                    distances[pair++] = square(pooled(i, some), pooled(j, some));
                }
            }
            Arrays.sort(distances);
            double median = distances[pair / 2];
            return median == 0 ? 1 : median;
        }

        private int pooled(int i, int some) {
            return i < some ? i : n + i - some;
        }

        private double square(int i, int j) {
            return Math.max(0, products.value(i, i) + products.value(j, j) - 2 * products.value(i, j));
        }

        private void compare(int i, int j) {
            setKernel(square(i, j));
            double share = weight * (i < n == j < n ? 1.0 / (n - 1) : -1.0 / n);
            rows[i % n] += share * kernel;
            rows[j % n] += share * kernel;
            double c = 4 * share * slope / n;
            diagonal[i] += c;
            diagonal[j] += c;
            if (i < n) {
                pull.put(i, j, -c);
            }
            if (j < n) {
                pull.put(j, i, -c);
            }
        }

        /** k and its derivative at a squared distance. */
        private void setKernel(double square) {
            kernel = 0;
            slope = 0;
            for (double exponent : exponents) {
                double value = Math.exp(exponent * square) / exponents.length;
                kernel += value;
                slope += exponent * value;
            }
        }

        @Override
        public void backward(Matrix dMapped) {
            kernels.gemm(PLAIN, pull, z, 1, dMapped);
        }

        @Override
        public double row(int row) {
            return rows[row];
        }
    }
}
