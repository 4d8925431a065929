package io.github.lrmfspark.objective;

import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;

import io.github.lrmfspark.data.Seeds;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.SplittableRandom;

/**
 * The squared sliced Wasserstein distance of order 2, summed over dimensions, with a weight that falls in a
 * line to 0:
 *
 * <pre>
 *   w(t) · D · mean over θ of mean over n of (u(n) − v(n))²,   w(t) = weight · max(0, 1 − t / steps)
 * </pre>
 *
 * <p>with u and v the sorted values of θᵀT(a) and θᵀb, and as many random unit vectors θ as there are
 * projections, 64, new ones in every step t. In one dimension the best transport matches values in order, so
 * each θ costs two sorts. The mean of θθᵀ is I / D; times D, a shift of one set by m gives ‖m‖² in the mean
 * over θ.
 *
 * <p>With v_k(n) matched to row n by rank, and θ_k the directions, the gradient is
 *
 * <pre>
 *   dT(a)_n = 2 w(t) D / (64 N) Σ_k (u_k(n) − v_k(n)) θ_k
 * </pre>
 *
 * <p>Ranks are constant almost everywhere, so this is the exact gradient for the θ that were drawn. A batch's
 * distance does not go to 0 where the domains agree: two samples of one distribution differ.
 *
 * <p>It pulls the whole distributions together, classes and all: it helps where the classes have equal shares
 * in both domains, and mixes them where they have not.
 *
 * <p>A step costs two products [N, D] · [D, 64], 128 sorts of N numbers, and a product on the way back; with
 * w(t) = 0 nothing. θ and the differences hold from {@code forward} to {@code backward}.
 *
 * <p>Reference: Bonneel, Rabin, Peyré, Pfister, "Sliced and Radon Wasserstein Barycenters of Measures", 2015.
 *
 * @param weight at step 0
 * @param steps after how many it is off; {@link Integer#MAX_VALUE} for a weight that stays
 * @param seed draws the directions
 */
public record SlicedWasserstein(double weight, int steps, long seed) implements Discrepancy {
    private static final int PROJECTIONS = 64;

    /**
     * Checks the options.
     *
     * @param weight above 0 and finite
     * @param steps at least 1
     * @param seed any
     * @throws IllegalArgumentException if the weight is not positive and finite, or there is no step
     */
    public SlicedWasserstein {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY) || steps < 1) {
            throw new IllegalArgumentException(
                    "Expected a weight above 0 and at least one step; found " + weight + " and " + steps);
        }
    }

    @Override
    public String name() {
        return "slicedWasserstein";
    }

    @Override
    public Computation bind(Kernels kernels, int batchSize, int dimension) {
        return new Projected(kernels, batchSize, dimension);
    }

    /** w(t) = weight · max(0, 1 − t / steps). */
    private double weightAt(int step) {
        return steps == Integer.MAX_VALUE ? weight : weight * Math.max(0, 1 - (double) step / steps);
    }

    /**
     * The projections. {@code values} holds the 64 directions row by row [D, 64], and {@code factor} is w(t) D
     * / 64.
     */
    private final class Projected implements Computation {
        private final Kernels kernels;
        private final float[] values;
        private final Matrix directions;
        private final Matrix scaled;
        private final Matrix source;
        private final Matrix target;
        private final Matrix differences;
        private double factor;

        Projected(Kernels kernels, int batchSize, int dimension) {
            this.kernels = kernels;
            this.values = new float[dimension * PROJECTIONS];
            this.directions = Matrix.zeros(kernels.type(), dimension, PROJECTIONS);
            this.scaled = Matrix.zeros(kernels.type(), dimension, PROJECTIONS);
            this.source = Matrix.zeros(kernels.type(), batchSize, PROJECTIONS);
            this.target = Matrix.zeros(kernels.type(), batchSize, PROJECTIONS);
            this.differences = Matrix.zeros(kernels.type(), batchSize, PROJECTIONS);
        }

        @Override
        public double forward(int step, Matrix mapped, Matrix targetRows) {
            int dimension = mapped.columns();
            factor = weightAt(step) * dimension / PROJECTIONS;
            if (factor == 0) {
                return 0;
            }
            draw(step, dimension);
            kernels.gemm(PLAIN, mapped, directions, 0, source);
            kernels.gemm(PLAIN, targetRows, directions, 0, target);
            return factor * kernels.matchSorted(source, target, differences) / mapped.rows();
        }

        /**
         * Independent normal numbers divided by their norm are uniform on the sphere; the seed is split by the
         * step.
         */
        private void draw(int step, int dimension) {
            SplittableRandom random = new SplittableRandom(Seeds.split(seed, step));
            for (int k = 0; k < PROJECTIONS; k++) {
                double squares = 0;
                for (int i = 0; i < dimension; i++) {
                    float z = (float) random.nextGaussian();
                    values[i * PROJECTIONS + k] = z;
                    squares += z * z;
                }
                for (int i = 0; i < dimension; i++) {
                    values[i * PROJECTIONS + k] /= (float) Math.sqrt(squares);
                }
            }
            kernels.load(values, 0, PROJECTIONS, directions);
        }

        /** Scales the directions where they lie, so one {@code forward} has one backward pass. */
        @Override
        public void backward(Matrix dMapped) {
            if (factor == 0) {
                return;
            }
            float scale = (float) (2 * factor / dMapped.rows());
            for (int i = 0; i < values.length; i++) {
                values[i] *= scale;
            }
            kernels.load(values, 0, PROJECTIONS, scaled);
            kernels.gemm(RIGHT_TRANSPOSED, differences, scaled, 1, dMapped);
        }

        /** factor · Σ_k (u_k(n) − v_k(n))²: its mean over n is what {@code forward} gave. */
        @Override
        public double row(int n) {
            double squares = 0;
            for (int k = 0; factor > 0 && k < PROJECTIONS; k++) {
                double difference = differences.value(n, k);
                squares += difference * difference;
            }
            return factor * squares;
        }
    }
}
