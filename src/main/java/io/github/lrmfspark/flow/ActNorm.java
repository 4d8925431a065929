package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.util.random.RandomGenerator;

/**
 * y = e^s ⊙ x + b, trained, and started from data so that y has mean 0 and variance 1 in each coordinate.
 * log|det| = Σ_j s_j.
 *
 * <pre>
 *   x = e^−s ⊙ (y − b),     s_j = −log σ_j and b_j = −μ_j / σ_j at the start
 * </pre>
 *
 * <p>μ_j and σ_j² are mean and variance of coordinate j over the sample, with the divisor N. From then on s and
 * b are trained like any other number, and do not follow the data. A coordinate that does not vary starts at
 * s_j = 0.
 *
 * <p>The parameters are {@code log-scale} s [1, D] and {@code shift} b [1, D], 2 D numbers. The paper keeps the
 * scale itself, and the authors of LRMF softplus(s + 2); e^s is the identity at zero and its log|det| is a
 * plain sum.
 *
 * <p>References: Kingma, Dhariwal, "Glow: Generative Flow with Invertible 1×1 Convolutions", NeurIPS 2018,
 * section 3.1.
 */
public final class ActNorm implements Bijector {
    private static final long serialVersionUID = 1;
    /**
     * A coordinate whose deviation is not above this is taken not to vary: its scale stays 1, or rounding would
     * be blown up.
     */
    private static final double LEAST_DEVIATION = 1e-6;

    private final int dimension;
    private final ParameterSpec spec;

    private ActNorm(int dimension) {
        this.dimension = dimension;
        this.spec = ParameterSpec.EMPTY.and("log-scale", 1, dimension).and("shift", 1, dimension);
    }

    /**
     * The normalisation of D coordinates.
     *
     * @param dimension D
     * @return the map, with s = b = 0 until it is started from data
     * @throws IllegalArgumentException if D is below 1
     */
    public static ActNorm of(int dimension) {
        return new ActNorm(Dimensions.atLeast(1, dimension, "ActNorm"));
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ParameterSpec parameterSpec() {
        return spec;
    }

    @Override
    public Computation bind(Binding binding) {
        return new FromData(binding);
    }

    private static final class FromData extends Elementwise {
        FromData(Binding binding) {
            super(
                    binding,
                    binding.values().matrix("log-scale"),
                    binding.values().matrix("shift"),
                    binding.gradient().matrix("log-scale"),
                    binding.gradient().matrix("shift"));
        }

        /**
         * s_j = −log σ_j, b_j = −μ_j / σ_j, in double and in two passes over each coordinate, so that nothing
         * cancels.
         */
        @Override
        public void initialise(Matrix x, RandomGenerator random) {
            int n = x.rows();
            for (int j = 0; j < x.columns(); j++) {
                double mean = 0;
                for (int i = 0; i < n; i++) {
                    mean += x.value(i, j) / n;
                }
                double variance = 0;
                for (int i = 0; i < n; i++) {
                    variance += Math.pow(x.value(i, j) - mean, 2) / n;
                }
                double deviation = Math.sqrt(variance) > LEAST_DEVIATION ? Math.sqrt(variance) : 1;
                logScale.put(0, j, -Math.log(deviation));
                shift.put(0, j, -mean / deviation);
            }
        }
    }
}
