package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.util.random.RandomGenerator;

/**
 * The density of x when f(x) follows a base density: log p(x) = log p_base(f(x)) + log|det ∂f(x)/∂x|, in nats.
 *
 * <p>f is trained in the direction x → z, the one that is evaluated; so a likelihood asks for no inverse, and
 * its gradient is
 *
 * <pre>
 *   dz = dLogProb ∂log p_base(z)/∂z,    dx = f's backward of dz and dLogDet = dLogProb
 * </pre>
 *
 * <p>With {@link StandardNormal} as base it is a normalizing flow; the flat vector has f's parameters first
 * ({@code bijector/…}) and then the base density's ({@code base/…}).
 *
 * <p>References: Papamakarios et al., "Normalizing Flows for Probabilistic Modeling and Inference", JMLR 2021.
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
     * @param bijector f, from x to z
     * @param base the density of z
     * @return the density of x
     * @throws IllegalArgumentException if their dimensions differ
     */
    public static TransformedDistribution of(Bijector bijector, Distribution base) {
        if (bijector.dimension() != base.dimension()) {
            throw new IllegalArgumentException("Expected a base density of the bijector's dimension "
                    + bijector.dimension() + "; found " + base.dimension());
        }
        return new TransformedDistribution(bijector, base);
    }

    /** {@return the map x → z} */
    public Bijector bijector() {
        return bijector;
    }

    /**
     * The same density seen through one more map, applied to x first: p(x) = p_this(first(x)) |det
     * ∂first(x)/∂x|.
     *
     * @param first the map, whose parameters come first in the flat vector
     * @return the density of what {@code first} maps
     * @throws IllegalArgumentException if the dimensions differ
     */
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

    /**
     * A density that computes, and lets a loss depend on where the base density sees x. {@code backward} is its
     * two halves.
     */
    public interface Computation extends Distribution.Computation {

        /** {@return z = f(x) [N, D] of the last {@code logProb}, in a buffer of f} */
        Matrix latent();

        /**
         * The first half of {@code backward}: dz = dLogProb ∂log p_base(z)/∂z. Writes the gradient of the base
         * density's parameters.
         *
         * @param dLogProb [N, 1] the loss' gradient in logProb
         * @return dz [N, D], in a buffer to which a loss that depends on z adds its gradient
         */
        Matrix backwardToLatent(Matrix dLogProb);

        /**
         * The second half of {@code backward}, through f. Writes the gradient of f's parameters.
         *
         * @param dLatent dz [N, D]
         * @param dLogProb [N, 1] the loss' gradient in logProb, which is that in f's log|det|
         * @return dx [N, D], in a buffer of f
         */
        Matrix backwardFromLatent(Matrix dLatent, Matrix dLogProb);

        @Override
        default Matrix backward(Matrix dLogProb) {
            return backwardFromLatent(backwardToLatent(dLogProb), dLogProb);
        }
    }

    /** f and its base density. {@code ignored} [N, 1] takes the log|det|s of {@code initialise}. */
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

        /** f from x, then the base density from z = f(x) with f as it has started. */
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
