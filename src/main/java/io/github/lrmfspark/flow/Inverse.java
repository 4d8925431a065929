package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.util.random.RandomGenerator;

/**
 * y = f⁻¹(x), with the parameters of f.
 *
 * <p>With two flows F_A and F_B, each of which carries a domain to one latent space, T = F_B⁻¹ ∘ F_A is the chain of F_A and the
 * inverse of F_B.
 */
public final class Inverse implements Bijector {
    private static final long serialVersionUID = 1;

    private final Bijector inverted;

    private Inverse(Bijector inverted) {
        this.inverted = inverted;
    }

    /**
     * {@return the inverse of a bijector, with the same parameters}
     *
     * @param inverted f
     */
    public static Inverse of(Bijector inverted) {
        return new Inverse(inverted);
    }

    @Override
    public int dimension() {
        return inverted.dimension();
    }

    @Override
    public ParameterSpec parameterSpec() {
        return inverted.parameterSpec();
    }

    @Override
    public Computation bind(Binding binding) {
        return new Turned(inverted.bind(binding));
    }

    private record Turned(Computation inverted) implements Computation {

        /** By the inverse's own input, which stands in for its output: for maps that begin as the identity these are the same. */
        @Override
        public void initialise(Matrix x, RandomGenerator random) {
            inverted.initialise(x, random);
        }

        @Override
        public void prepare() {
            inverted.prepare();
        }

        @Override
        public Matrix forward(Matrix x, Matrix logDet) {
            return inverted.inverse(x, logDet);
        }

        @Override
        public Matrix backward(Matrix dy, Matrix dLogDet) {
            return inverted.inverseBackward(dy, dLogDet);
        }

        @Override
        public Matrix inverse(Matrix y, Matrix logDet) {
            return inverted.forward(y, logDet);
        }

        @Override
        public Matrix inverseBackward(Matrix dx, Matrix dLogDet) {
            return inverted.backward(dx, dLogDet);
        }
    }
}
