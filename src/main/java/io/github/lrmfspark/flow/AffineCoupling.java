package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.random.RandomGenerator;

/**
 * One half of the coordinates is scaled and shifted by what a network reads off the other half:
 *
 * <pre>
 *   y_kept = x_kept
 *   [r | t] = conditioner(x_kept),   s = c tanh(r / c)
 *   y_moved = e^s ⊙ x_moved + t,     log|det| = Σ_j s_j
 * </pre>
 *
 * <p>c is {@link Kernels#LOG_SCALE_BOUND}, so that |s| stays below it for any input. Starts as the identity. With odd D the
 * second half is the larger one.
 *
 * <p>References: Dinh, Sohl-Dickstein, Bengio, "Density estimation using Real NVP", ICLR 2017, equations 4 and 5.
 */
public final class AffineCoupling implements Bijector {
    private static final long serialVersionUID = 1;

    /** Which half of the coordinates is moved. */
    public enum Moved {
        FIRST_HALF,
        SECOND_HALF
    }

    private final int dimension;
    private final Moved moved;
    private final Conditioner conditioner;

    private AffineCoupling(int dimension, Moved moved, Conditioner conditioner) {
        this.dimension = dimension;
        this.moved = moved;
        this.conditioner = conditioner;
    }

    /**
     * A coupling whose network has {@code hiddenLayers} layers of {@code hidden} units.
     *
     * @throws IllegalArgumentException if D = 1, which has no two halves
     */
    public static AffineCoupling of(int dimension, Moved moved, int hidden, int hiddenLayers) {
        Dimensions.atLeast(2, dimension, "a coupling, which moves one half by the other");
        int first = dimension / 2;
        int movedSize = moved == Moved.FIRST_HALF ? first : dimension - first;
        return new AffineCoupling(
                dimension, moved, new Conditioner(dimension - movedSize, hidden, hiddenLayers, 2 * movedSize));
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ParameterSpec parameterSpec() {
        return conditioner.parameterSpec();
    }

    @Override
    public Bound bind(Binding binding) {
        return new Coupling(binding);
    }

    private final class Coupling implements Bound {
        private final Kernels kernels;
        private final Conditioner.Bound network;
        private final Halves y;
        private final Halves dx;
        private Halves x;
        private Halves dy;
        private Matrix head;

        Coupling(Binding binding) {
            kernels = binding.kernels();
            network = conditioner.bind(binding);
            y = new Halves(binding.buffer(dimension));
            dx = new Halves(binding.buffer(dimension));
            x = dx;
            dy = y;
            head = network.headGradient();
        }

        @Override
        public void initialise(Matrix x, RandomGenerator random) {
            network.initialise(random);
        }

        @Override
        public Matrix forward(Matrix in, Matrix logDet) {
            x = x.of(in);
            kernels.copy(x.kept, y.kept);
            head = network.forward(x.kept);
            kernels.coupling(x.moved, head, y.moved, logDet);
            return y.whole;
        }

        @Override
        public Matrix backward(Matrix out, Matrix dLogDet) {
            dy = dy.of(out);
            kernels.copy(dy.kept, dx.kept);
            kernels.couplingBackward(x.moved, head, dy.moved, dLogDet, dx.moved, network.headGradient());
            network.backward(dx.kept);
            return dx.whole;
        }

        @Override
        public Matrix inverse(Matrix out, Matrix logDet) {
            dy = dy.of(out);
            kernels.copy(dy.kept, dx.kept);
            kernels.couplingInverse(dy.moved, network.forward(dx.kept), dx.moved, logDet);
            return dx.whole;
        }
    }

    /** A matrix and views of its halves, made anew only when another matrix comes. */
    private final class Halves {
        final Matrix whole;
        final Matrix kept;
        final Matrix moved;

        Halves(Matrix whole) {
            int middle = dimension / 2;
            Matrix first = whole.columns(0, middle);
            Matrix second = whole.columns(middle, dimension);
            this.whole = whole;
            this.kept = AffineCoupling.this.moved == Moved.FIRST_HALF ? second : first;
            this.moved = AffineCoupling.this.moved == Moved.FIRST_HALF ? first : second;
        }

        Halves of(Matrix matrix) {
            return matrix == whole ? this : new Halves(matrix);
        }
    }
}
