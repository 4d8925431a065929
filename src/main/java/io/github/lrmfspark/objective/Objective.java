package io.github.lrmfspark.objective;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.ParameterSpec;
import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A loss over a source batch a [N, D] and a target batch b [N, D]. Immutable: a description without numbers.
 *
 * <p>It is a mean over the N pairs of a batch, in nats per pair where it is a likelihood, and splits into named
 * terms, the last of which is the total. The gradient is that of the total, in all parameters at once.
 *
 * <p>Serialised with the network that trains it and sent to every task; {@link #bind} makes what computes
 * there.
 */
public interface Objective extends Serializable {

    /**
     * One of the models that are trained together. DL4J splits parameter names at their last underscore.
     *
     * @param name of the model, without an underscore
     * @param spec the layout of its numbers
     */
    record Model(String name, ParameterSpec spec) {}

    /** {@return D, the same for both domains} */
    int dimension();

    /**
     * The models that it trains. Each may have a learning rate of its own.
     *
     * @return them in the order in which their parameters follow one another in the flat vector
     */
    List<Model> models();

    /** {@return the layout of the flat vector: the models one after another, their blocks under their names} */
    default ParameterSpec parameterSpec() {
        ParameterSpec all = ParameterSpec.EMPTY;
        for (Model model : models()) {
            all = all.and(model.name(), model.spec());
        }
        return all;
    }

    /** {@return how many numbers are trained in all: P} */
    default int parameterCount() {
        return parameterSpec().size();
    }

    /** {@return the terms, in the order of {@link Computation#rowTerms}; the last one is the total} */
    String[] termNames();

    /**
     * How many rows the kernels of a binding must be made for, if a batch has {@code batchSize} pairs.
     *
     * @param batchSize N
     * @return the rows of the largest batch that any part of this loss works on
     */
    int kernelRows(int batchSize);

    /**
     * This loss with these numbers, for batches of one size. Allocates every buffer.
     *
     * @param binding the numbers [P], their gradient [P] and N
     * @return the loss that computes; {@link Computation#prepare} comes before its first use
     */
    Computation bind(Binding binding);

    /**
     * A loss that computes. Not thread-safe.
     *
     * <p>A step is {@code step}, {@code prepare}, {@code forward}, {@code backward}; an evaluation
     * {@code prepare} and, for each batch, {@code forward} and {@code rowTerms}. a and b must stay as they are
     * until {@code backward} is done.
     */
    interface Computation {

        /**
         * Writes starting values into the parameters, from a sample of both sets.
         *
         * @param a [N, D] of the source
         * @param b [N, D] of the target
         * @param random draws the weights of networks and the choices among rows
         */
        void initialise(Matrix a, Matrix b, RandomGenerator random);

        /** Derives what depends on the parameters alone. Call after they change, before anything else. */
        void prepare();

        /**
         * Says which step the next {@code forward} belongs to, for a loss that changes on the way.
         *
         * @param number of the step, from 0
         */
        default void step(int number) {}

        /**
         * The mean of each term over the batch.
         *
         * @param a [N, D] of the source
         * @param b [N, D] of the target
         * @return the terms, in the order of {@link Objective#termNames}
         */
        LossTerms forward(Matrix a, Matrix b);

        /**
         * Writes the gradient of the total of the last {@code forward} in all parameters, [P], over what was
         * there. Call it at most once for each {@code forward}.
         */
        void backward();

        /**
         * Each term of one pair of the last {@code forward}; their means over the N pairs are what it gave.
         *
         * @param n the pair, from 0
         * @param terms [number of terms], into which they are written, the total last
         */
        void rowTerms(int n, double[] terms);
    }
}
