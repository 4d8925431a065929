package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The map that follows a vector field from t = 0 to t = 1:
 *
 * <pre>
 *   dz/dt = f(z, t),   y = z(1) for z(0) = x,   log|det| = ∫ tr ∂f/∂z dt
 * </pre>
 *
 * <p>The inverse follows it from 1 back to 0. Both are integrated by S steps of Runge and Kutta's method of
 * order 4; with h = ±1 / S, k_i the slope f and τ_i the trace at place z_i and its time,
 *
 * <pre>
 *   z_2 = z_1 + h/2 k_1,   z_3 = z_1 + h/2 k_2,   z_4 = z_1 + h k_3
 *   z(t + h) = z_1 + h/6 (k_1 + 2 k_2 + 2 k_3 + k_4)
 *   logDet(t + h) = logDet(t) + h/6 (τ_1 + 2 τ_2 + 2 τ_3 + τ_4)
 * </pre>
 *
 * <p>So y, logDet and the inverse are exact up to O(1 / S⁴), and the round trip with them; that of other maps
 * is exact but for rounding.
 *
 * <p>Gradients are those of these steps (discretise, then optimise), so they agree with the loss that is
 * computed, whatever S. Of each step the four places are kept, (4 S + 1) N D numbers, and the network's insides
 * computed again.
 *
 * <p>The trace is exact for D ≤ 8, by D unit vectors, and else Hutchinson's estimate εᵀ ∂f/∂z ε with one vector
 * ε of signs for each row of a batch, drawn once: right in the mean over rows, and of a variance that grows
 * with D. Since ε stays, the loss is a fixed function of the parameters; row n has the same signs in every
 * batch. With K probes, D or 1, an evaluation costs 4 S (1 + K) passes through the network and the way back
 * three times that.
 *
 * <p>The parameters are those of the field; its last layer starts at zero, so the flow starts as the identity.
 *
 * <p>Differs from FFJORD: fixed steps in place of an adaptive solver with a tolerance, and gradients through
 * the steps in place of the adjoint equation, which needs less memory but is exact only for small steps.
 *
 * <p>References: Grathwohl, Chen, Bettencourt, Sutskever, Duvenaud, "FFJORD", ICLR 2019; Onken, Ruthotto,
 * "Discretize-Optimize vs. Optimize-Discretize for Time-Series Regression and Continuous Normalizing Flows",
 * 2020.
 */
public final class ContinuousFlow implements Bijector {
    private static final long serialVersionUID = 1;
    /** The largest D with an exact trace: it takes D probes at each place, where the estimate takes one. */
    private static final int LARGEST_EXACT = 8;

    private static final int STAGES = 4;

    private final int dimension;
    private final int steps;
    private final long seed;
    private final VectorField field;

    private ContinuousFlow(int dimension, int steps, long seed, VectorField field) {
        this.dimension = dimension;
        this.steps = steps;
        this.seed = seed;
        this.field = field;
    }

    /**
     * A flow along a field whose network has {@code hiddenLayers} layers of {@code hidden} units.
     *
     * @param dimension D
     * @param hidden units of each hidden layer
     * @param hiddenLayers how many
     * @param steps S
     * @param seed draws the signs of Hutchinson's estimate
     * @return the map
     * @throws IllegalArgumentException if D, the steps, the hidden units or the hidden layers are below 1
     */
    public static ContinuousFlow of(int dimension, int hidden, int hiddenLayers, int steps, long seed) {
        if (steps < 1 || hidden < 1 || hiddenLayers < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one step, one hidden unit and one hidden layer; found " + steps + ", " + hidden
                            + " and " + hiddenLayers);
        }
        Dimensions.atLeast(1, dimension, "a continuous flow");
        return new ContinuousFlow(dimension, steps, seed, new VectorField(dimension, hidden, hiddenLayers));
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ParameterSpec parameterSpec() {
        return field.parameterSpec();
    }

    @Override
    public Computation bind(Binding binding) {
        return new Integrated(binding);
    }

    /** The probes ε, [N, D] each: the unit vector e_k in every row for k = 1 … D, or one matrix of signs ±1. */
    private Matrix[] probes(Binding binding) {
        boolean exact = dimension <= LARGEST_EXACT;
        Matrix[] probes = new Matrix[exact ? dimension : 1];
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < probes.length; k++) {
            probes[k] = binding.buffer(dimension);
            for (int i = 0; i < binding.batchSize(); i++) {
                for (int j = 0; j < dimension; j++) {
                    probes[k].put(i, j, exact ? (j == k ? 1 : 0) : random.nextBoolean() ? 1 : -1);
                }
            }
        }
        return probes;
    }

    /**
     * The steps and what they leave. {@code forward} and {@code inverse} use the same places, which hold until
     * either is called again.
     */
    private final class Integrated implements Computation {
        private final Kernels kernels;
        private final VectorField.Computation bound;
        /** The places of every step, and after them the end. */
        private final Matrix[] place = new Matrix[STAGES * steps + 1];

        private final Matrix slope;
        private final Matrix slopeGradient;
        private final Matrix placeGradient;
        private final Matrix divergenceGradient;
        private final Matrix gradient;

        Integrated(Binding binding) {
            kernels = binding.kernels();
            bound = field.bind(binding, probes(binding));
            for (int i = 0; i < place.length; i++) {
                place[i] = binding.buffer(dimension);
            }
            slope = binding.buffer(dimension);
            slopeGradient = binding.buffer(dimension);
            placeGradient = binding.buffer(dimension);
            divergenceGradient = binding.buffer(1);
            gradient = binding.buffer(dimension);
        }

        @Override
        public void initialise(Matrix x, RandomGenerator random) {
            bound.initialise(random);
        }

        @Override
        public Matrix forward(Matrix x, Matrix logDet) {
            return integrate(x, 0, 1.0 / steps, logDet);
        }

        @Override
        public Matrix backward(Matrix dy, Matrix dLogDet) {
            return integrateBackward(dy, dLogDet, 0, 1.0 / steps);
        }

        @Override
        public Matrix inverse(Matrix y, Matrix logDet) {
            return integrate(y, 1, -1.0 / steps, logDet);
        }

        @Override
        public Matrix inverseBackward(Matrix dx, Matrix dLogDet) {
            return integrateBackward(dx, dLogDet, 1, -1.0 / steps);
        }

        /**
         * z(start + S h) from z(start), h of either sign; with a negative one the sum is −∫ tr ∂f/∂z dt, as the
         * inverse asks.
         */
        private Matrix integrate(Matrix from, double start, double h, Matrix logDet) {
            kernels.copy(from, place[0]);
            for (int s = 0; s < steps; s++) {
                int first = STAGES * s;
                double t = start + s * h;
                kernels.copy(place[first], place[first + STAGES]);
                stage(first, t, h / 6, h / 2, first, logDet);
                stage(first + 1, t + h / 2, h / 3, h / 2, first, logDet);
                stage(first + 2, t + h / 2, h / 3, h, first, logDet);
                stage(first + 3, t + h, h / 6, 0, first, logDet);
            }
            return place[STAGES * steps];
        }

        /**
         * Adds {@code weight} times the slope at place {@code at} to the end of the step, and puts the next
         * place {@code reach} times the slope away from the first:
         *
         * <pre>
         *   z(t + h) += weight k_i,   logDet += weight τ_i,   z_{i+1} = z_1 + reach k_i
         * </pre>
         */
        private void stage(int at, double t, double weight, double reach, int first, Matrix logDet) {
            kernels.copy(bound.at(place[at], t), slope);
            bound.addDivergence(weight, logDet);
            kernels.add(weight, slope, place[first + STAGES]);
            if (reach != 0) {
                kernels.copy(place[first], place[at + 1]);
                kernels.add(reach, slope, place[at + 1]);
            }
        }

        /**
         * The gradient at the start from that at the end, step by step backwards, with dlogDet the same all the
         * way.
         */
        private Matrix integrateBackward(Matrix from, Matrix dLogDet, double start, double h) {
            bound.clearGradient();
            kernels.copy(from, gradient);
            for (int s = steps - 1; s >= 0; s--) {
                int first = STAGES * s;
                double t = start + s * h;
                kernels.fill(placeGradient, 0);
                kernels.copy(gradient, slope);
                stageBackward(first + 3, t + h, h / 6, 0, dLogDet);
                stageBackward(first + 2, t + h / 2, h / 3, h, dLogDet);
                stageBackward(first + 1, t + h / 2, h / 3, h / 2, dLogDet);
                stageBackward(first, t, h / 6, h / 2, dLogDet);
            }
            return gradient;
        }

        /**
         * With {@code slope} the gradient at the end of the step and {@code placeGradient} that of the next
         * place: the slope's gradient is {@code weight} and {@code reach} times these, and what comes of it is
         * added to the gradient at the start of the step.
         *
         * <pre>
         *   dk_i = weight dz(t + h) + reach dz_{i+1},   dτ_i = weight dLogDet
         *   dz_i = dk_i ∂f/∂z + dτ_i ∂τ/∂z,             dz(t) = dz(t + h) + Σ_i dz_i
         * </pre>
         */
        private void stageBackward(int at, double t, double weight, double reach, Matrix dLogDet) {
            kernels.copy(slope, slopeGradient);
            kernels.scale(weight, slopeGradient);
            kernels.add(reach, placeGradient, slopeGradient);
            kernels.copy(dLogDet, divergenceGradient);
            kernels.scale(weight, divergenceGradient);
            bound.backward(place[at], t, slopeGradient, divergenceGradient, placeGradient);
            kernels.add(1, placeGradient, gradient);
        }
    }
}
