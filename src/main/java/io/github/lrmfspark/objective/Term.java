package io.github.lrmfspark.objective;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;

/**
 * One more term of a {@link LogLikelihoodRatio}, weighted: a figure of what T and S make of a batch. {@link Discrepancy} is the
 * one of T(a) and b alone. A new term is one implementation, the line that adds it to an objective, its words in the report's
 * {@code words.properties} and one row in the contract test of objectives. Immutable.
 */
public interface Term extends Serializable {

    /** What the term is called among {@link LossTerms}, in camel case. */
    String name();

    /** This term for batches of one size. Allocates every buffer. */
    Computation bind(Kernels kernels, int batchSize, int dimension);

    /**
     * What T and S make of a batch.
     *
     * @param mapped T(a), [N, D]
     * @param target b, [N, D]
     * @param logDet log|det ∂T(a)/∂a|, [N, 1]
     * @param mappedLatent z(T(a)), [N, D], where S sees x as z(x) under its base density, or x itself if it has none
     * @param targetLatent z(b), [N, D]
     */
    record Pass(Matrix mapped, Matrix target, Matrix logDet, Matrix mappedLatent, Matrix targetLatent) {}

    /** A term that computes. Adds its gradient in what it depends on and in nothing else. Not thread-safe. */
    interface Computation {

        /**
         * The term of a batch, weighted.
         *
         * @param step the number of the step, from 0
         */
        double forward(int step, Pass pass);

        /** Adds the gradient of the last {@code forward} in z(T(a)) and z(b), [N, D]. */
        default void backwardLatents(Matrix dMappedLatent, Matrix dTargetLatent) {}

        /** Adds the gradient of the last {@code forward} in T(a), [N, D]. */
        default void backwardMapped(Matrix dMapped) {}

        /** Adds the gradient of the last {@code forward} in log|det ∂T(a)/∂a|, [N, 1]. */
        default void backwardLogDet(Matrix dLogDet) {}

        /** What row n added to the last {@code forward}, times N. */
        double row(int n);
    }
}
