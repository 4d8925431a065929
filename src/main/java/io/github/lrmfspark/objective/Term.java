package io.github.lrmfspark.objective;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;

/**
 * One more term of a {@link LogLikelihoodRatio}, weighted: a figure of what T and p make of a batch.
 * {@link Discrepancy} is the one of T(a) and b alone. Immutable.
 *
 * <p>The weight is part of the term: a figure in other units than nats per pair is made comparable by it.
 *
 * <p>A new term is one implementation, the line that adds it to an objective, its words in the report's
 * {@code words.properties} and one row in the contract test of objectives.
 */
public interface Term extends Serializable {

    /** {@return what the term is called among {@link LossTerms}, in camel case; unique within a loss} */
    String name();

    /**
     * This term for batches of one size. Allocates every buffer.
     *
     * @param kernels the primitives, with room for N rows
     * @param batchSize N
     * @param dimension D
     * @return the term that computes
     */
    Computation bind(Kernels kernels, int batchSize, int dimension);

    /**
     * What T and p make of a batch. Its matrices hold until the next pass.
     *
     * @param mapped T(a), [N, D]
     * @param target b, [N, D]
     * @param logDet log|det ∂T(a)/∂a|, [N, 1], in nats
     * @param mappedLatent z(T(a)), [N, D], where p sees x as z(x) under its base density, or x itself if it has
     *     none
     * @param targetLatent z(b), [N, D]
     */
    record Pass(Matrix mapped, Matrix target, Matrix logDet, Matrix mappedLatent, Matrix targetLatent) {}

    /**
     * A term that computes. Adds its gradient in what it depends on and in nothing else. Not thread-safe.
     *
     * <p>After one {@code forward} the three backward methods are called once each: that in z first, since p's
     * own way back begins there, then those in T(a) and in logDet.
     */
    interface Computation {

        /**
         * The term of a batch, weighted.
         *
         * @param step the number of the step, from 0
         * @param pass what T and p made of the batch
         * @return what is added to the total, per pair
         */
        double forward(int step, Pass pass);

        /**
         * Adds the gradient of the last {@code forward} in z(T(a)) and z(b).
         *
         * @param dMappedLatent [N, D], to which it is added
         * @param dTargetLatent [N, D], likewise
         */
        default void backwardLatents(Matrix dMappedLatent, Matrix dTargetLatent) {}

        /**
         * Adds the gradient of the last {@code forward} in T(a), other than through z.
         *
         * @param dMapped [N, D], to which it is added
         */
        default void backwardMapped(Matrix dMapped) {}

        /**
         * Adds the gradient of the last {@code forward} in log|det ∂T(a)/∂a|.
         *
         * @param dLogDet [N, 1], to which it is added
         */
        default void backwardLogDet(Matrix dLogDet) {}

        /**
         * What one row added to the last {@code forward}, times N.
         *
         * @param n the row, from 0
         * @return a number whose mean over the rows is the term of the batch
         */
        double row(int n);
    }
}
