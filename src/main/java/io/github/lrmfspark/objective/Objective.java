package io.github.lrmfspark.objective;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.ParameterSpec;
import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.List;
import java.util.random.RandomGenerator;

/** A loss over a source batch a [N, D] and a target batch b [N, D]. Immutable: a description without numbers. */
public interface Objective extends Serializable {

    /** One of the models that are trained together: its name, without an underscore, and its numbers. */
    record Model(String name, ParameterSpec spec) {}

    /** D. */
    int dimension();

    /**
     * The models that it trains, in the order in which their parameters follow one another in the flat vector. Each
     * may have a learning rate of its own.
     */
    List<Model> models();

    /** The layout of the flat vector: the models one after another. */
    default ParameterSpec parameterSpec() {
        ParameterSpec all = ParameterSpec.EMPTY;
        for (Model model : models()) {
            all = all.and(model.name(), model.spec());
        }
        return all;
    }

    /** How many numbers are trained in all: P. */
    default int parameterCount() {
        return parameterSpec().size();
    }

    /** The terms, in the order of {@link Computation#rowTerms}; the last one is the total. */
    String[] termNames();

    /** How many rows the kernels of a binding must be made for, if a batch has {@code batchSize} pairs. */
    int kernelRows(int batchSize);

    /** This loss with these numbers, for batches of one size. Allocates every buffer. */
    Computation bind(Binding binding);

    /** A loss that computes. Not thread-safe. */
    interface Computation {

        /** Writes starting values into the parameters, from a sample of both sets. */
        void initialise(Matrix a, Matrix b, RandomGenerator random);

        /** Derives what depends on the parameters alone. Call after they change, before anything else. */
        void prepare();

        /** Says which step, from 0, the next {@code forward} belongs to, for a loss that changes on the way. */
        default void step(int number) {}

        /** The mean of each term over the batch. */
        LossTerms forward(Matrix a, Matrix b);

        /** Writes the gradient of the total of the last {@code forward}. */
        void backward();

        /** Each term of pair n of the last {@code forward}. */
        void rowTerms(int n, double[] terms);
    }
}
