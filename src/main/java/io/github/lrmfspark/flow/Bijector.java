package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * An invertible, differentiable map y = f(x) on R^D with a tractable log|det ∂y/∂x|.
 *
 * <p>Immutable: a description without numbers. {@link #bind} gives the object that computes.
 *
 * <p>References: Papamakarios et al., "Normalizing Flows for Probabilistic Modeling and Inference", JMLR 2021.
 */
public interface Bijector extends Serializable {

    /** D. */
    int dimension();

    /** What the trained numbers are. */
    ParameterSpec parameterSpec();

    /** This map with these numbers, for batches of one size. Allocates every buffer. */
    Computation bind(Binding binding);

    /**
     * A map that computes. The matrices it returns belong to it and hold until its next call; inputs must stay as they are
     * until {@code backward} is done. Not thread-safe.
     */
    interface Computation {

        /**
         * Writes starting values into the parameters.
         *
         * @param x [N, D] a sample of the data as it arrives at this map; most maps ignore it
         */
        default void initialise(Matrix x, RandomGenerator random) {}

        /** Derives what depends on the parameters alone. Call after they change, before anything else. */
        default void prepare() {}

        /**
         * y = f(x) [N, D].
         *
         * @param x [N, D]
         * @param logDet [N, 1], to which log|det ∂y/∂x| is added
         */
        Matrix forward(Matrix x, Matrix logDet);

        /**
         * The gradient of a loss that depends on y and logDet of the last {@code forward}. Writes the parameters' gradient and
         * returns dx [N, D].
         *
         * @param dy [N, D] the loss' gradient in y
         * @param dLogDet [N, 1] the loss' gradient in logDet
         */
        Matrix backward(Matrix dy, Matrix dLogDet);

        /**
         * x = f⁻¹(y) [N, D].
         *
         * @param y [N, D]
         * @param logDet [N, 1], to which log|det ∂x/∂y| is added
         */
        Matrix inverse(Matrix y, Matrix logDet);

        /**
         * The gradient of a loss that depends on x and logDet of the last {@code inverse}. Writes the parameters' gradient and
         * returns dy [N, D].
         *
         * @param dx [N, D] the loss' gradient in x
         * @param dLogDet [N, 1] the loss' gradient in logDet
         */
        Matrix inverseBackward(Matrix dx, Matrix dLogDet);
    }
}
