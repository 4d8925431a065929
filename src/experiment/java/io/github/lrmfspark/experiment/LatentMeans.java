package io.github.lrmfspark.experiment;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.Term;

/**
 * How far apart the latents of both domains lie under p:
 *
 * <pre>
 *   w · ‖mean over n of z(T(a_n)) − mean over n of z(b_n)‖²
 * </pre>
 *
 * <p>Moves T and p.
 *
 * @param weight w
 */
public record LatentMeans(double weight) implements Term {

    public LatentMeans {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Expected a weight above 0; found " + weight);
        }
    }

    @Override
    public String name() {
        return "latentMeans";
    }

    @Override
    public Computation bind(Kernels kernels, int batchSize, int dimension) {
        return new Centred(kernels, batchSize, dimension);
    }

    /** The difference δ of the means moves every row alike: by 2 w δ / N those of T(a), by its opposite those of b. */
    private final class Centred implements Computation {
        private final Kernels kernels;
        private final int n;
        private final double[] difference;
        private final Matrix mappedSum;
        private final Matrix targetSum;
        private final Matrix push;
        private final Matrix pull;
        private Matrix mappedLatent;
        private Matrix targetLatent;

        Centred(Kernels kernels, int n, int dimension) {
            this.kernels = kernels;
            this.n = n;
            difference = new double[dimension];
            mappedSum = Matrix.zeros(kernels.type(), 1, dimension);
            targetSum = Matrix.zeros(kernels.type(), 1, dimension);
            push = Matrix.zeros(kernels.type(), 1, dimension);
            pull = Matrix.zeros(kernels.type(), 1, dimension);
            mappedLatent = mappedSum;
            targetLatent = targetSum;
        }

        @Override
        public double forward(int step, Term.Pass pass) {
            mappedLatent = pass.mappedLatent();
            targetLatent = pass.targetLatent();
            kernels.columnSums(mappedLatent, mappedSum);
            kernels.columnSums(targetLatent, targetSum);
            double square = 0;
            for (int j = 0; j < difference.length; j++) {
                difference[j] = (mappedSum.value(0, j) - targetSum.value(0, j)) / n;
                square += difference[j] * difference[j];
            }
            return weight * square;
        }

        @Override
        public void backwardLatents(Matrix dMappedLatent, Matrix dTargetLatent) {
            for (int j = 0; j < difference.length; j++) {
                push.put(0, j, 2 * weight * difference[j] / n);
                pull.put(0, j, -2 * weight * difference[j] / n);
            }
            kernels.addBias(dMappedLatent, push);
            kernels.addBias(dTargetLatent, pull);
        }

        @Override
        public double row(int row) {
            double along = 0;
            for (int j = 0; j < difference.length; j++) {
                along += difference[j] * (mappedLatent.value(row, j) - targetLatent.value(row, j));
            }
            return weight * along;
        }
    }
}
