package io.github.lrmfspark.experiment;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.Discrepancy;
import java.util.Arrays;

/**
 * The optimal transport of a batch: every T(a_n) is paired with one b_σ(n), so that the mean cost is least.
 *
 * <pre>
 *   w · min over permutations σ of mean over n of c(T(a_n), b_σ(n)),   c(x, y) = ‖x − y‖² or ‖x − y‖
 * </pre>
 *
 * <p>σ is exact and takes O(N³) operations. It counts as a constant in the gradient, which is right wherever σ is the only best
 * one. Even for equal distributions two batches have some way between them.
 *
 * <p>Reference: Peyré, Cuturi, "Computational Optimal Transport", 2019, sections 2.2 and 9.4.
 *
 * @param weight w
 * @param cost c
 */
public record EarthMover(double weight, Cost cost) implements Discrepancy {

    /** What it costs to move a row. */
    public enum Cost {
        /** ‖x − y‖², the square of the Wasserstein distance of order 2. */
        SQUARED,
        /** ‖x − y‖, the Wasserstein distance of order 1. */
        EUCLIDEAN
    }

    public EarthMover {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Expected a weight above 0; found " + weight);
        }
    }

    @Override
    public String name() {
        return "earthMover";
    }

    @Override
    public Computation bind(Kernels kernels, int batchSize, int dimension) {
        return new Assigned(batchSize, dimension);
    }

    private final class Assigned implements Computation {
        private final int n;
        private final int dimension;
        private final double[] x;
        private final double[] y;
        private final double[] costs;
        private final double[] rows;
        private final Assignment assignment;
        private int[] columnOf = new int[0];

        Assigned(int n, int dimension) {
            this.n = n;
            this.dimension = dimension;
            x = new double[n * dimension];
            y = new double[n * dimension];
            costs = new double[n * n];
            rows = new double[n];
            assignment = new Assignment(n);
        }

        @Override
        public double forward(int step, Matrix mapped, Matrix target) {
            take(mapped, x);
            take(target, y);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    costs[i * n + j] = costBetween(i, j);
                }
            }
            columnOf = assignment.of(costs);
            Arrays.setAll(rows, i -> weight * costs[i * n + columnOf[i]]);
            return Arrays.stream(rows).sum() / n;
        }

        private void take(Matrix from, double[] rowMajor) {
            for (int d = 0; d < dimension; d++) {
                for (int i = 0; i < n; i++) {
                    rowMajor[i * dimension + d] = from.value(i, d);
                }
            }
        }

        private double costBetween(int i, int j) {
            double square = 0;
            for (int d = 0; d < dimension; d++) {
                double difference = x[i * dimension + d] - y[j * dimension + d];
                square += difference * difference;
            }
            return cost == Cost.SQUARED ? square : Math.sqrt(square);
        }

        @Override
        public void backward(Matrix dMapped) {
            for (int i = 0; i < n; i++) {
                double distance = costs[i * n + columnOf[i]];
                double scale = weight / n * (cost == Cost.SQUARED ? 2 : distance == 0 ? 0 : 1 / distance);
                for (int d = 0; d < dimension; d++) {
                    double difference = x[i * dimension + d] - y[columnOf[i] * dimension + d];
                    dMapped.put(i, d, dMapped.value(i, d) + scale * difference);
                }
            }
        }

        @Override
        public double row(int row) {
            return rows[row];
        }
    }
}
