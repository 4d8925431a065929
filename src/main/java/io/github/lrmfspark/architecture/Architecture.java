package io.github.lrmfspark.architecture;

import io.github.lrmfspark.flow.Bijector;

/**
 * How a family of flows puts T and p together, and what they need, known before either is built. A new family is one
 * implementation, or a {@link CouplingFlow} of new couplings, and one row in {@link FlowOptions.Kind}. Stateless.
 */
interface Architecture {

    /** The two flows of an aligner. */
    enum Model {
        /** T, which starts as the identity. */
        TRANSFORM,
        /** The map of S to a standard normal, whose ActNorms start from data. */
        DENSITY
    }

    /** The smallest D that it works for. */
    int leastDimension();

    /** Whether T is more than an affine map, so that it could tear what is whole. */
    default boolean bends() {
        return true;
    }

    /** Whether vectors may be images. */
    default boolean takesImages() {
        return false;
    }

    /** How many networks of hidden layers are computed one after another in T. */
    long networks(int couplings);

    /**
     * A flow on R^D. A T that bends begins with {@link Flows#firstLayer}, and the rest of it starts as the identity.
     *
     * @param dimension D
     * @param seed draws its permutations and fixed noise
     */
    Bijector flow(Model model, FlowOptions options, int dimension, long seed);

    /**
     * How many trained numbers that flow has.
     *
     * @throws ArithmeticException if it is beyond a long
     */
    long parameters(Model model, FlowOptions options, long dimension);

    /** What a batch takes in T and p. */
    Footprint footprint(FlowOptions options, long dimension);
}
