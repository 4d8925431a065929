package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * An invertible, differentiable map y = f(x; θ) on R^D with a tractable log|det ∂y/∂x|.
 *
 * <p>It moves a density by the change of variables, which is all that the rest of the package is for:
 *
 * <pre>
 *   p_x(x) = p_y(f(x)) |det ∂f/∂x|
 * </pre>
 *
 * <p>Immutable: a description without numbers, small enough to be serialised with every task. The numbers θ are
 * a flat vector [P] in the layout of {@link #parameterSpec}. {@link #bind} gives the object that computes.
 *
 * <p>Where θ is all zeros, every map that is trained here is the identity, but for a {@link Permute} or
 * {@link Affine} that was chained in. A contract test holds each map to its round trip, to the log|det| of a
 * numeric Jacobian, and to finite differences in x and θ.
 *
 * <p>References: Papamakarios et al., "Normalizing Flows for Probabilistic Modeling and Inference", JMLR 2021.
 */
public interface Bijector extends Serializable {

    /** {@return D, the length of the vectors on both sides} */
    int dimension();

    /** {@return which slice of the flat vector [P] is which matrix; empty for a map without trained numbers} */
    ParameterSpec parameterSpec();

    /**
     * This map with these numbers, for batches of one size. Allocates every buffer.
     *
     * @param binding the numbers [P], their gradient [P] and N; both vectors are shared and not copied
     * @return the map that computes; {@link Computation#prepare} comes before its first use
     */
    Computation bind(Binding binding);

    /**
     * A map that computes. The matrices it returns belong to it and hold until its next call; inputs must stay
     * as they are until {@code backward} is done. Not thread-safe.
     *
     * <p>A step is {@code prepare}, {@code forward}, {@code backward}; or {@code prepare}, {@code inverse},
     * {@code inverseBackward}. A backward call answers for the last evaluation in its own direction, with no
     * other evaluation in between: both directions work in the same buffers.
     */
    interface Computation {

        /**
         * Writes starting values into the parameters. Without an implementation they stay what they are, zeros
         * at first.
         *
         * @param x [N, D] a sample of the data as it arrives at this map; most maps ignore it
         * @param random draws the weights of networks; the same state gives the same numbers
         */
        default void initialise(Matrix x, RandomGenerator random) {}

        /** Derives what depends on the parameters alone. Call after they change, before anything else. */
        default void prepare() {}

        /**
         * y = f(x) [N, D].
         *
         * @param x [N, D]
         * @param logDet [N, 1], to which log|det ∂y/∂x| is added, in nats
         * @return y [N, D], in a buffer of this map
         */
        Matrix forward(Matrix x, Matrix logDet);

        /**
         * The gradient of a loss that depends on y and logDet of the last {@code forward}. Writes the
         * parameters' gradient over what was there.
         *
         * @param dy [N, D] the loss' gradient in y
         * @param dLogDet [N, 1] the loss' gradient in logDet
         * @return dx [N, D] the loss' gradient in x, in a buffer of this map
         */
        Matrix backward(Matrix dy, Matrix dLogDet);

        /**
         * x = f⁻¹(y) [N, D].
         *
         * @param y [N, D]
         * @param logDet [N, 1], to which log|det ∂x/∂y| is added, in nats: minus that of {@code forward} at x
         * @return x [N, D], in a buffer of this map
         */
        Matrix inverse(Matrix y, Matrix logDet);

        /**
         * The gradient of a loss that depends on x and logDet of the last {@code inverse}. Writes the
         * parameters' gradient over what was there.
         *
         * <p>From y = f(x; θ) at fixed y, ∂x/∂θ = −(∂f/∂x)⁻¹ ∂f/∂θ. So, with gradients as rows and logDet =
         * −log|det ∂f/∂x| as a function of x and θ:
         *
         * <pre>
         *   dy = (dx + dLogDet ∂logDet/∂x) (∂f/∂x)⁻¹,   dθ = Σ_n (−dy ∂f/∂θ + dLogDet ∂logDet/∂θ)
         * </pre>
         *
         * @param dx [N, D] the loss' gradient in x
         * @param dLogDet [N, 1] the loss' gradient in logDet
         * @return dy [N, D] the loss' gradient in y, in a buffer of this map
         */
        Matrix inverseBackward(Matrix dx, Matrix dLogDet);
    }
}
