package io.github.lrmfspark.objective;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/**
 * How far the mapped rows T(a) of a batch are from the target rows b, without a density: a term beside the
 * likelihoods, or what is minimised alone ({@link Matching}). Immutable.
 *
 * <p>It sees two sets of rows and neither log|det ∂T/∂a| nor z. Its unit is its own, often a squared distance
 * per pair, and its weight makes it comparable to nats.
 */
public interface Discrepancy extends Term {

    @Override
    Computation bind(Kernels kernels, int batchSize, int dimension);

    /** A discrepancy that computes. Not thread-safe. */
    interface Computation extends Term.Computation {

        /**
         * The discrepancy of a batch, weighted.
         *
         * @param step the number of the step, from 0: directions and weight depend on it
         * @param mapped T(a), [N, D]; must stay as it is until {@link #backward}
         * @param target b, [N, D], likewise
         * @return weight times discrepancy, per pair
         */
        double forward(int step, Matrix mapped, Matrix target);

        /**
         * Adds the gradient of the last {@code forward} with respect to T(a). b is data and has none.
         *
         * @param dMapped [N, D], to which it is added
         */
        void backward(Matrix dMapped);

        @Override
        default double forward(int step, Pass pass) {
            return forward(step, pass.mapped(), pass.target());
        }

        @Override
        default void backwardMapped(Matrix dMapped) {
            backward(dMapped);
        }
    }
}
