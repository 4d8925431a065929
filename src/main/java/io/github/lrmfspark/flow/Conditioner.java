package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * The network of a coupling, from the coordinates that are kept to the numbers of those that are moved, the head. Immutable.
 *
 * <p>Its last layer starts at zero, so that a coupling starts as the identity.
 */
interface Conditioner extends Serializable {

    /** What the trained numbers are. */
    ParameterSpec parameterSpec();

    /** This network with these numbers, for batches of one size. Allocates every buffer. */
    Computation bind(Binding binding);

    /** A network that computes; the rules of {@link Bijector.Computation} hold. */
    interface Computation {

        /** Writes starting values into the parameters. */
        void initialise(RandomGenerator random);

        /** head [N, outputs] of x [N, inputs]. */
        Matrix forward(Matrix x);

        /** Where the loss' gradient in the head is to be written before {@link #backward}. */
        Matrix headGradient();

        /** Writes the parameters' gradient and adds the gradient in x to {@code dx}. */
        void backward(Matrix dx);
    }

    /** A layer with weights [inputs, outputs] starts uniform on ±1/√inputs. */
    static void initialise(Matrix weight, Matrix bias, RandomGenerator random) {
        double bound = 1 / Math.sqrt(weight.rows());
        uniform(weight, bound, random);
        uniform(bias, bound, random);
    }

    private static void uniform(Matrix m, double bound, RandomGenerator random) {
        for (int j = 0; j < m.columns(); j++) {
            for (int i = 0; i < m.rows(); i++) {
                m.put(i, j, random.nextDouble(-bound, bound));
            }
        }
    }
}
