package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A map whose numbers are fixed: y = f(x; θ₀), with P = 0. Value, log|det|, inverse and gradients in x are those of f.
 *
 * <p>The numbers are part of the description and go wherever it goes, 4 bytes each. They are prepared once, when the map is
 * bound.
 */
public final class Frozen implements Bijector {
    private static final long serialVersionUID = 1;

    private final Bijector map;
    private final float[] numbers;

    private Frozen(Bijector map, float[] numbers) {
        this.map = map;
        this.numbers = numbers;
    }

    /**
     * A map with these numbers.
     *
     * @param map f, with P parameters, at least one
     * @param numbers θ₀, [P]; copied
     * @return the map without parameters
     * @throws IllegalArgumentException if there are not P numbers
     */
    public static Frozen of(Bijector map, float[] numbers) {
        int expected = map.parameterSpec().size();
        if (numbers.length != expected || expected == 0) {
            throw new IllegalArgumentException("Expected a map with parameters and a number for each of its " + expected
                    + "; found " + numbers.length);
        }
        return new Frozen(map, numbers.clone());
    }

    @Override
    public int dimension() {
        return map.dimension();
    }

    @Override
    public ParameterSpec parameterSpec() {
        return ParameterSpec.EMPTY;
    }

    @Override
    public Computation bind(Binding binding) {
        ParameterSpec spec = map.parameterSpec();
        Parameters values = Parameters.of(
                Nd4j.createFromArray(numbers).castTo(binding.kernels().type()), spec);
        Parameters gradient = Parameters.zeros(binding.kernels().type(), spec);
        Computation computation = map.bind(new Binding(binding.kernels(), binding.batchSize(), values, gradient));
        computation.prepare();
        return new Fixed(computation);
    }

    /** Everything but the change of parameters. */
    private record Fixed(Computation map) implements Computation {
        @Override
        public Matrix forward(Matrix x, Matrix logDet) {
            return map.forward(x, logDet);
        }

        @Override
        public Matrix backward(Matrix dy, Matrix dLogDet) {
            return map.backward(dy, dLogDet);
        }

        @Override
        public Matrix inverse(Matrix y, Matrix logDet) {
            return map.inverse(y, logDet);
        }

        @Override
        public Matrix inverseBackward(Matrix dx, Matrix dLogDet) {
            return map.inverseBackward(dx, dLogDet);
        }
    }
}
