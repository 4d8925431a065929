package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.random.RandomGenerator;

/**
 * One half of the coordinates is moved, each by a monotone function whose numbers a network reads off the other
 * half:
 *
 * <pre>
 *   y_kept  = x_kept
 *   y_moved = g(x_moved; conditioner(x_kept)),   log|det| = Σ_j log g_j'
 *   x_moved = g⁻¹(y_moved; conditioner(y_kept))
 * </pre>
 *
 * <p>But for the order of coordinates the Jacobian is triangular, with ones and the g_j' on its diagonal,
 * whatever the network: so the network is free, is never inverted, and both directions cost one pass through
 * it. The gradients, with head the network's output:
 *
 * <pre>
 *   dx_moved = g' ⊙ dy_moved + dLogDet ⊙ ∂log g' / ∂x_moved
 *   dHead    = ∂g/∂head ⊙ dy_moved + dLogDet ⊙ ∂log g' / ∂head
 *   dx_kept  = dy_kept + dHead ∂head/∂x_kept
 * </pre>
 *
 * <p>The parameters are the network's. Starts as the identity: its last layer starts at zero, where every g is
 * to be the identity. With odd D the second half is the larger one.
 *
 * <p>One coupling leaves half of the vector as it is; several with linear layers or permutations between them
 * move all.
 *
 * <p>References: Dinh, Sohl-Dickstein, Bengio, "Density estimation using Real NVP", ICLR 2017, section 3.2.
 */
public abstract class Coupling implements Bijector {
    private static final long serialVersionUID = 1;

    /** Which half of the coordinates is moved. */
    public enum Moved {
        /** Coordinates 0 to ⌊D/2⌋ − 1, by the others. */
        FIRST_HALF,
        /** Coordinates ⌊D/2⌋ to D − 1, by the others. */
        SECOND_HALF
    }

    private final int dimension;
    private final Moved moved;
    private final Conditioner conditioner;

    /**
     * A coupling whose network has {@code hiddenLayers} layers of {@code hidden} units.
     *
     * @param numbers that g has for each coordinate
     * @throws IllegalArgumentException if D = 1, which has no two halves, or there is no hidden layer or unit
     */
    Coupling(int dimension, Moved moved, int hidden, int hiddenLayers, int numbers) {
        int middle = Dimensions.atLeast(2, dimension, "a coupling, which moves one half by the other") / 2;
        int size = moved == Moved.FIRST_HALF ? middle : dimension - middle;
        this.dimension = dimension;
        this.moved = moved;
        this.conditioner = MultilayerPerceptron.ofCoupling(dimension - size, hidden, hiddenLayers, numbers * size);
    }

    /** A coupling by that network, from one half of the coordinates to the numbers of the other. */
    Coupling(int dimension, Moved moved, Conditioner conditioner) {
        this.dimension = dimension;
        this.moved = moved;
        this.conditioner = conditioner;
    }

    /** y = g(x; head) [N, d], log g' added to logDet; may leave in head what {@link #backward} needs. */
    abstract void forward(Kernels kernels, Matrix x, Matrix head, Matrix y, Matrix logDet);

    /** The gradients dx and dHead, with head as {@link #forward} left it. Both are written over what was there. */
    abstract void backward(Kernels kernels, Matrix x, Matrix head, Matrix dy, Matrix dLogDet, Matrix dx, Matrix dHead);

    /** x = g⁻¹(y; head), −log g' added to logDet; may leave in head what {@link #inverseBackward} needs. */
    abstract void inverse(Kernels kernels, Matrix y, Matrix head, Matrix x, Matrix logDet);

    /**
     * The gradients dy and dHead of the inverse that gave x, with head as {@link #inverse} left it:
     *
     * <pre>
     *   dy = (dx − dLogDet ⊙ ∂log g' / ∂x) / g',   dHead = −∂g/∂head ⊙ dy − dLogDet ⊙ ∂log g' / ∂head
     * </pre>
     */
    abstract void inverseBackward(
            Kernels kernels, Matrix x, Matrix head, Matrix dx, Matrix dLogDet, Matrix dy, Matrix dHead);

    @Override
    public final int dimension() {
        return dimension;
    }

    @Override
    public final ParameterSpec parameterSpec() {
        return conditioner.parameterSpec();
    }

    @Override
    public final Computation bind(Binding binding) {
        return new ByNetwork(binding);
    }

    /**
     * The network and buffers for both halves. The head and the network's layers hold from an evaluation to its
     * backward pass; y takes results of {@code forward} and {@code inverseBackward}, dx the other two's.
     */
    private final class ByNetwork implements Computation {
        private final Kernels kernels;
        private final Conditioner.Computation network;
        private final Halves y;
        private final Halves dx;
        private Halves x;
        private Halves dy;
        private Matrix head;

        ByNetwork(Binding binding) {
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
            Coupling.this.forward(kernels, x.moved, head, y.moved, logDet);
            return y.whole;
        }

        @Override
        public Matrix backward(Matrix out, Matrix dLogDet) {
            dy = dy.of(out);
            kernels.copy(dy.kept, dx.kept);
            Coupling.this.backward(kernels, x.moved, head, dy.moved, dLogDet, dx.moved, network.headGradient());
            network.backward(dx.kept);
            return dx.whole;
        }

        @Override
        public Matrix inverse(Matrix out, Matrix logDet) {
            dy = dy.of(out);
            kernels.copy(dy.kept, dx.kept);
            head = network.forward(dx.kept);
            Coupling.this.inverse(kernels, dy.moved, head, dx.moved, logDet);
            return dx.whole;
        }

        @Override
        public Matrix inverseBackward(Matrix fromX, Matrix dLogDet) {
            x = x.of(fromX);
            kernels.copy(x.kept, y.kept);
            Coupling.this.inverseBackward(kernels, dx.moved, head, x.moved, dLogDet, y.moved, network.headGradient());
            network.backward(y.kept);
            return y.whole;
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
            this.kept = Coupling.this.moved == Moved.FIRST_HALF ? second : first;
            this.moved = Coupling.this.moved == Moved.FIRST_HALF ? first : second;
        }

        Halves of(Matrix matrix) {
            return matrix == whole ? this : new Halves(matrix);
        }
    }
}
