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

    /** The map x → z. */
    public Bijector bijector() {
        return bijector;
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
    public Computation bind(Binding binding) {
        int split = bijector.parameterSpec().size();
        return new Composed(
                bijector.bind(binding.part(0, bijector.parameterSpec())),
                base.bind(binding.part(split, base.parameterSpec())),
                binding.buffer(1));
    }

    /** A density that computes, and lets a loss depend on where the base density sees x. */
    public interface Computation extends Distribution.Computation {

        /** z = f(x) [N, D] of the last {@code logProb}. */
        Matrix latent();

        /** The first half of {@code backward}: dz [N, D], to which a loss that depends on z adds its gradient. */
        Matrix backwardToLatent(Matrix dLogProb);

        /** The second half of {@code backward}, from dz [N, D] on. */
        Matrix backwardFromLatent(Matrix dLatent, Matrix dLogProb);

        @Override
        default Matrix backward(Matrix dLogProb) {
            return backwardFromLatent(backwardToLatent(dLogProb), dLogProb);
        }
    }

    private static final class Composed implements Computation {
        private final Bijector.Computation bijector;
        private final Distribution.Computation base;
        private final Matrix ignored;
        private Matrix latent;

        Composed(Bijector.Computation bijector, Distribution.Computation base, Matrix ignored) {
            this.bijector = bijector;
            this.base = base;
            this.ignored = ignored;
            this.latent = ignored;
        }

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
            latent = bijector.forward(x, logProb);
            base.logProb(latent, logProb);
        }

        @Override
        public Matrix latent() {
            return latent;
        }

        @Override
        public Matrix backwardToLatent(Matrix dLogProb) {
            return base.backward(dLogProb);
        }

        @Override
        public Matrix backwardFromLatent(Matrix dLatent, Matrix dLogProb) {
            return bijector.backward(dLatent, dLogProb);
        }
    }
}
