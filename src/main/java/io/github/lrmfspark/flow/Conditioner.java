package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * The network of a coupling, from the coordinates that are kept to the numbers of those that are moved, the
 * head. Immutable.
 *
 * <p>head = network(x_kept; θ), from [N, inputs] to [N, outputs]. It need not be invertible and never is
 * inverted: both directions of a {@link Coupling} evaluate it forward.
 *
 * <p>Its last layer starts at zero, so that the head is zero and a coupling starts as the identity.
 */
interface Conditioner extends Serializable {

    /** {@return the layers' weights and biases, from the first layer on} */
    ParameterSpec parameterSpec();

    /**
     * This network with these numbers, for batches of one size. Allocates every buffer.
     *
     * @param binding the numbers [P], their gradient [P] and N
     * @return the network that computes
     */
    Computation bind(Binding binding);

    /** A network that computes; the rules of {@link Bijector.Computation} hold. */
    interface Computation {

        /** Writes starting values into the parameters: hidden layers at random, the last layer zeros. */
        void initialise(RandomGenerator random);

        /**
         * Keeps every layer's output for {@link #backward}.
         *
         * @param x [N, inputs], which must stay as it is until then
         * @return the head [N, outputs], in a buffer; a coupling may write into it, since the way back does not
         *     read it
         */
        Matrix forward(Matrix x);

        /** {@return [N, outputs], where the loss' gradient in the head is to be written before {@link #backward}} */
        Matrix headGradient();

        /**
         * Writes the parameters' gradient, and adds the gradient in x.
         *
         * @param dx [N, inputs], to which dHead ∂head/∂x is added: a coupling has put there what comes past the
         *     network
         */
        void backward(Matrix dx);
    }

    /**
     * A layer with weights [inputs, outputs] starts uniform on ±1/√inputs, and so does its bias. For inputs of
     * mean 0 and variance 1 the sum has variance about 1/3; it is what PyTorch's {@code Linear} starts from.
     *
     * @param weight [inputs, outputs]
     * @param bias [1, outputs]
     */
    static void initialise(Matrix weight, Matrix bias, RandomGenerator random) {
        double bound = 1 / Math.sqrt(weight.rows());
        uniform(weight, bound, random);
        uniform(bias, bound, random);
    }

    /** Numbers in [−bound, bound), drawn column by column. */
    private static void uniform(Matrix m, double bound, RandomGenerator random) {
        for (int j = 0; j < m.columns(); j++) {
            for (int i = 0; i < m.rows(); i++) {
                m.put(i, j, random.nextDouble(-bound, bound));
            }
        }
    }
}
