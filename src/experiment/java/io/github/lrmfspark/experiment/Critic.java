package io.github.lrmfspark.experiment;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.ParameterSpec;
import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/** A network D(x) of two hidden layers with max(0, ·) and one output, of {@link SpectralLinear} layers: |D(x) − D(y)| ≤ ‖x − y‖. */
final class Critic implements Serializable {
    private static final long serialVersionUID = 1;

    private final SpectralLinear first;
    private final SpectralLinear second;
    private final SpectralLinear last;
    private final ParameterSpec spec;

    /** A critic of vectors of length {@code dimension} with {@code hidden} units a layer. */
    Critic(int dimension, int hidden) {
        first = new SpectralLinear(dimension, hidden);
        second = new SpectralLinear(hidden, hidden);
        last = new SpectralLinear(hidden, 1);
        spec = ParameterSpec.EMPTY
                .and("first", first.parameterSpec())
                .and("second", second.parameterSpec())
                .and("last", last.parameterSpec());
    }

    ParameterSpec parameterSpec() {
        return spec;
    }

    Computation bind(Binding binding) {
        int toSecond = first.parameterSpec().size();
        int toLast = toSecond + second.parameterSpec().size();
        return new Computation(
                first.bind(binding.part(0, first.parameterSpec())),
                second.bind(binding.part(toSecond, second.parameterSpec())),
                last.bind(binding.part(toLast, last.parameterSpec())));
    }

    /** The critic with its numbers and buffers. */
    record Computation(
            SpectralLinear.Computation first, SpectralLinear.Computation second, SpectralLinear.Computation last) {

        void initialise(RandomGenerator random) {
            first.initialise(random);
            second.initialise(random);
            last.initialise(random);
        }

        void prepare() {
            first.prepare();
            second.prepare();
            last.prepare();
        }

        /** D(x) [N, 1]. */
        Matrix forward(Matrix x) {
            return last.forward(second.forwardRelu(first.forwardRelu(x)));
        }

        /** Writes the parameters' gradient and returns dx [N, D], for a loss whose gradient in D(x) is {@code dScore}. */
        Matrix backward(Matrix dScore) {
            return first.backwardRelu(second.backwardRelu(last.backward(dScore)));
        }
    }
}
