package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/** A density on R^D. Immutable: a description without numbers. */
public interface Distribution extends Serializable {

    /** D. */
    int dimension();

    /** What the trained numbers are. */
    ParameterSpec parameterSpec();

    /** This density with these numbers, for batches of one size. Allocates every buffer. */
    Computation bind(Binding binding);

    /** A density that computes; the rules of {@link Bijector.Computation} hold. */
    interface Computation {

        /** Writes starting values into the parameters, from a sample x [N, D]. */
        default void initialise(Matrix x, RandomGenerator random) {}

        /** Derives what depends on the parameters alone. Call after they change, before anything else. */
        default void prepare() {}

        /** Adds log p(x_n), in nats, to {@code logProb} [N, 1]. */
        void logProb(Matrix x, Matrix logProb);

        /** Writes the parameters' gradient and returns dx [N, D], for a loss whose gradient in logProb is {@code dLogProb}. */
        Matrix backward(Matrix dLogProb);
    }
}
