package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.util.random.RandomGenerator;

/**
 * y = e^s ⊙ x + b, trained, and started from data so that y has mean 0 and variance 1 in each coordinate. log|det| = Σ_j s_j.
 *
 * <p>References: Kingma, Dhariwal, "Glow: Generative Flow with Invertible 1×1 Convolutions", NeurIPS 2018, section 3.1.
 */
public final class ActNorm implements Bijector {
    private static final long serialVersionUID = 1;
    /** A coordinate that does not vary is left at this scale. */
    private static final double LEAST_DEVIATION = 1e-6;

    private final int dimension;
    private final ParameterSpec spec;

    private ActNorm(int dimension) {
        this.dimension = dimension;
        this.spec = ParameterSpec.EMPTY.and("log-scale", 1, dimension).and("shift", 1, dimension);
    }

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
