package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.random.RandomGenerator;

/**
 * A map of the first coordinates, which leaves the others where they are: y = [f(x_1 … x_k) | x_{k+1} … x_D].
 *
 * <p>The Jacobian is block diagonal with an identity block, so log|det|, the parameters and their layout are
 * those of f. On the way back, dx = [f's dx | dy_{k+1} … dy_D].
 *
 * <p>In a flow of several levels this is the split: some channels are done, and the rest goes on to the next
 * level. All D coordinates stay together in one matrix here, where the paper sets those that are done aside.
 *
 * <p>f works on views of the first k columns, so nothing is copied on the way in; each call copies [N, D] on
 * the way out.
 *
 * <p>References: Dinh, Sohl-Dickstein, Bengio, "Density estimation using Real NVP", ICLR 2017, section 3.6.
 */
public final class Partial implements Bijector {
    private static final long serialVersionUID = 1;

    private final Bijector map;
    private final int dimension;

    private Partial(Bijector map, int dimension) {
        this.map = map;
        this.dimension = dimension;
    }

    /**
     * {@code map} on the first coordinates of R^D, D = {@code dimension}.
     *
     * @param map f, of k ≤ D coordinates
     * @param dimension D
     * @return the map of R^D
     * @throws IllegalArgumentException if {@code map} has more
     */
    public static Partial of(Bijector map, int dimension) {
        return new Partial(map, Dimensions.atLeast(map.dimension(), dimension, "a map of a part of it"));
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ParameterSpec parameterSpec() {
        return map.parameterSpec();
    }

    @Override
    public Computation bind(Binding binding) {
        return new OnFirst(binding);
    }

    /**
     * f on views of the first k columns. y holds the results of {@code forward} and {@code inverseBackward}, dx
     * those of {@code backward} and {@code inverse}.
     */
    private final class OnFirst implements Computation {
        private final Kernels kernels;
        private final Computation inner;
        private final Parts y;
        private final Parts dx;
        private Parts in;
        private Parts gradient;

        OnFirst(Binding binding) {
            kernels = binding.kernels();
            inner = map.bind(binding);
            y = new Parts(binding.buffer(dimension));
            dx = new Parts(binding.buffer(dimension));
            in = y;
            gradient = dx;
        }

        @Override
        public void initialise(Matrix x, RandomGenerator random) {
            in = in.of(x);
            inner.initialise(in.mapped, random);
        }

        @Override
        public void prepare() {
            inner.prepare();
        }

        @Override
        public Matrix forward(Matrix x, Matrix logDet) {
            in = in.of(x);
            return joined(inner.forward(in.mapped, logDet), in, y);
        }

        @Override
        public Matrix backward(Matrix dy, Matrix dLogDet) {
            gradient = gradient.of(dy);
            return joined(inner.backward(gradient.mapped, dLogDet), gradient, dx);
        }

        @Override
        public Matrix inverse(Matrix of, Matrix logDet) {
            in = in.of(of);
            return joined(inner.inverse(in.mapped, logDet), in, dx);
        }

        @Override
        public Matrix inverseBackward(Matrix fromX, Matrix dLogDet) {
            gradient = gradient.of(fromX);
            return joined(inner.inverseBackward(gradient.mapped, dLogDet), gradient, y);
        }

        /** [first | rest's other columns], copied into a buffer of D columns. */
        private Matrix joined(Matrix first, Parts rest, Parts into) {
            kernels.copy(first, into.mapped);
            kernels.copy(rest.left, into.left);
            return into.whole;
        }
    }

    /** A matrix and views of its parts, made anew only when another matrix comes. */
    private final class Parts {
        final Matrix whole;
        final Matrix mapped;
        final Matrix left;

        Parts(Matrix whole) {
            this.whole = whole;
            this.mapped = whole.columns(0, map.dimension());
            this.left = whole.columns(map.dimension(), dimension);
        }

        Parts of(Matrix matrix) {
            return matrix == whole ? this : new Parts(matrix);
        }
    }
}
