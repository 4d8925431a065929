package io.github.lrmfspark.experiment;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.Term;

/**
 * How unequally T stretches the rows of a batch:
 *
 * <pre>
 *   w · mean over n of (l_n − l̄)²,   l_n = log|det ∂T(a_n)/∂a_n|
 * </pre>
 *
 * <p>0 for every affine T.
 *
 * @param weight w
 */
public record LogDetVariance(double weight) implements Term {

    public LogDetVariance {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Expected a weight above 0; found " + weight);
        }
    }

    @Override
    public String name() {
        return "logDetVariance";
    }

    @Override
    public Computation bind(Kernels kernels, int batchSize, int dimension) {
        return new Spread(kernels, new double[batchSize]);
    }

    private final class Spread implements Computation {
        private final Kernels kernels;
        private final double[] deviations;

        Spread(Kernels kernels, double[] deviations) {
            this.kernels = kernels;
            this.deviations = deviations;
        }

        @Override
        public double forward(int step, Pass pass) {
            double mean = kernels.sum(pass.logDet()) / deviations.length;
            double squares = 0;
            for (int i = 0; i < deviations.length; i++) {
                deviations[i] = pass.logDet().value(i, 0) - mean;
                squares += deviations[i] * deviations[i];
            }
            return weight * squares / deviations.length;
        }

        @Override
        public void backwardLogDet(Matrix dLogDet) {
            double scale = 2 * weight / deviations.length;
            for (int i = 0; i < deviations.length; i++) {
                dLogDet.put(i, 0, dLogDet.value(i, 0) + scale * deviations[i]);
            }
        }

        @Override
        public double row(int row) {
            return weight * deviations[row] * deviations[row];
        }
    }
}
