package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.util.random.RandomGenerator;

/**
 * The density of x when f(x) follows a base density: log p(x) = log p_base(f(x)) + log|det ∂f(x)/∂x|.
 *
 * <p>f is trained in the direction x → z, the one that is evaluated.
 */
public final class TransformedDistribution implements Distribution {
    private static final long serialVersionUID = 1;

    private final Bijector bijector;
    private final Distribution base;
    private final ParameterSpec spec;

    private TransformedDistribution(Bijector bijector, Distribution base) {
        this.bijector = bijector;
        this.base = base;
        this.spec =
                ParameterSpec.EMPTY.and("bijector", bijector.parameterSpec()).and("base", base.parameterSpec());
    }

    /**
     * The density that {@code bijector} makes of {@code base}.
     *
     * @throws IllegalArgumentException if their dimensions differ
     */
    public static TransformedDistribution of(Bijector bijector, Distribution base) {
        if (bijector.dimension() != base.dimension()) {
            throw new IllegalArgumentException("Expected a base density of the bijector's dimension "
                    + bijector.dimension() + "; found " + base.dimension());
        }
        return new TransformedDistribution(bijector, base);
    }

    /** The same density seen through one more map, applied to x first: p(x) = p_this(first(x)) |det ∂first(x)/∂x|. */
    public TransformedDistribution after(Bijector first) {
        return of(Chain.of(first, bijector), base);
    }

    @Override
    public int dimension() {
        return bijector.dimension();
    }

    @Override
    public ParameterSpec parameterSpec() {
        return spec;
    }

    @Override
    public Bound bind(Binding binding) {
        int split = bijector.parameterSpec().size();
        return new Composed(
                bijector.bind(binding.part(0, bijector.parameterSpec())),
                base.bind(binding.part(split, base.parameterSpec())),
                binding.buffer(1));
    }

    private record Composed(Bijector.Bound bijector, Distribution.Bound base, Matrix ignored) implements Bound {

        @Override
        public void initialise(Matrix x, RandomGenerator random) {
            bijector.initialise(x, random);
            bijector.prepare();
            base.initialise(bijector.forward(x, ignored), random);
        }

        @Override
        public void prepare() {
            bijector.prepare();
            base.prepare();
        }

        @Override
        public void logProb(Matrix x, Matrix logProb) {
            base.logProb(bijector.forward(x, logProb), logProb);
        }

        @Override
        public Matrix backward(Matrix dLogProb) {
            return bijector.backward(base.backward(dLogProb), dLogProb);
        }
    }
}
