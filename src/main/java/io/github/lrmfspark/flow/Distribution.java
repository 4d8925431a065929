package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * A density p(x; θ) on R^D. Immutable: a description without numbers.
 *
 * <p>Densities are with respect to Lebesgue measure and in nats. log p may be above 0, and changes by −log|det|
 * under a change of units. Bits per dimension are −log p / (D log 2).
 *
 * <p>References: Papamakarios et al., "Normalizing Flows for Probabilistic Modeling and Inference", JMLR 2021.
 */
public interface Distribution extends Serializable {

    /** {@return D, the length of the vectors} */
    int dimension();

    /** {@return which slice of the flat vector [P] is which matrix; empty for a density without trained numbers} */
    ParameterSpec parameterSpec();

    /**
     * This density with these numbers, for batches of one size. Allocates every buffer.
     *
     * @param binding the numbers [P], their gradient [P] and N; both vectors are shared and not copied
     * @return the density that computes; {@link Computation#prepare} comes before its first use
     */
    Computation bind(Binding binding);

    /** A density that computes; the rules of {@link Bijector.Computation} hold. */
    interface Computation {

        /**
         * Writes starting values into the parameters. Without an implementation they stay what they are.
         *
         * @param x [N, D] a sample of what the density is to be fitted to
         * @param random draws the weights of networks and the choices among rows
         */
        default void initialise(Matrix x, RandomGenerator random) {}

        /** Derives what depends on the parameters alone. Call after they change, before anything else. */
        default void prepare() {}

        /**
         * Adds log p(x_n), in nats.
         *
         * @param x [N, D]
         * @param logProb [N, 1], to which it is added; so a flow's log|det| and its base density share one
         *     column
         */
        void logProb(Matrix x, Matrix logProb);

        /**
         * The gradient of a loss that depends on the last {@code logProb}: dx_n = dLogProb_n ∂log p(x_n)/∂x_n.
         * Writes the parameters' gradient, Σ_n dLogProb_n ∂log p(x_n)/∂θ, over what was there.
         *
         * @param dLogProb [N, 1] the loss' gradient in logProb; −1 / N for a mean negative log-likelihood
         * @return dx [N, D], in a buffer of this density
         */
        Matrix backward(Matrix dLogProb);
    }
}
