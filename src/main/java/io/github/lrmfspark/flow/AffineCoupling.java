package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/**
 * A coupling that scales and shifts:
 *
 * <pre>
 *   [r | t] = conditioner(x_kept),   s = c tanh(r / c)
 *   y_moved = e^s ⊙ x_moved + t,     log|det| = Σ_j s_j
 *   x_moved = e^−s ⊙ (y_moved − t),  log|det| = −Σ_j s_j   of the inverse
 * </pre>
 *
 * <p>and its gradients in x and in the head, dt = dy and the rest
 *
 * <pre>
 *   dx_moved = e^s ⊙ dy,   dr = (dy ⊙ e^s ⊙ x_moved + dLogDet) ⊙ (1 − s² / c²)
 * </pre>
 *
 * <p>The head is [N, 2 d] for d coordinates that are moved: columns 0 to d − 1 are r, the rest t.
 *
 * <p>c = 2 is {@link Kernels#LOG_SCALE_BOUND}, so that |s| stays below it for any input and a layer scales by
 * 0.135 to 7.39. Without a bound a row far from the data could get a scale that overflows. The fast exponential
 * of the CPU's kernels holds on that range only. tanh(r / c) has slope 1 at 0, so small scales are as the
 * network says.
 *
 * <p>Differs from the papers: where RealNVP masks images in patterns, here halves are moved; the authors of
 * LRMF take a scale sigmoid(r + 2), which is below 1 and at r = 0 is .88 and not the identity.
 *
 * <p>References: Dinh, Sohl-Dickstein, Bengio, "Density estimation using Real NVP", ICLR 2017, equations 4 and
 * 5; of images Kingma, Dhariwal, "Glow", NeurIPS 2018, section 3.3.
 */
public final class AffineCoupling extends Coupling {
    private static final long serialVersionUID = 1;
    /** How many numbers of the head each moved coordinate has: r and t. */
    public static final int SCALE_AND_SHIFT = 2;

    private AffineCoupling(int dimension, Moved moved, int hidden, int hiddenLayers) {
        super(dimension, moved, hidden, hiddenLayers, SCALE_AND_SHIFT);
    }

    private AffineCoupling(ImageShape shape, Moved moved, int filters) {
        super(
                shape.dimension(),
                moved,
                new ConvolutionalConditioner(
                        shape.withChannels(shape.channels() / 2), filters, SCALE_AND_SHIFT * shape.channels() / 2));
    }

    /**
     * A coupling of images that moves one half of the channels by a convolutional network with {@code filters}
     * hidden channels. Channels lie one after another, so halves of the channels are halves of the coordinates.
     *
     * @param shape of the images, D = C H W
     * @param moved which half of the channels
     * @param filters of both hidden layers
     * @return the map of R^D
     * @throws IllegalArgumentException if the number of channels is odd, or there is no filter
     */
    public static AffineCoupling ofImages(ImageShape shape, Moved moved, int filters) {
        if (shape.channels() % 2 != 0) {
            throw new IllegalArgumentException(
                    "Expected an even number of channels, to move one half by the other; found " + shape.channels());
        }
        return new AffineCoupling(shape, moved, filters);
    }

    /**
     * A coupling whose network has {@code hiddenLayers} layers of {@code hidden} units.
     *
     * @param dimension D
     * @param moved which half of the coordinates
     * @param hidden units of each hidden layer
     * @param hiddenLayers how many
     * @return the map of R^D
     * @throws IllegalArgumentException if D = 1, which has no two halves, or there is no hidden layer or unit
     */
    public static AffineCoupling of(int dimension, Moved moved, int hidden, int hiddenLayers) {
        return new AffineCoupling(dimension, moved, hidden, hiddenLayers);
    }

    @Override
    void forward(Kernels kernels, Matrix x, Matrix head, Matrix y, Matrix logDet) {
        kernels.coupling(x, head, y, logDet);
    }

    @Override
    void backward(Kernels kernels, Matrix x, Matrix head, Matrix dy, Matrix dLogDet, Matrix dx, Matrix dHead) {
        kernels.couplingBackward(x, head, dy, dLogDet, dx, dHead);
    }

    @Override
    void inverse(Kernels kernels, Matrix y, Matrix head, Matrix x, Matrix logDet) {
        kernels.couplingInverse(y, head, x, logDet);
    }

    @Override
    void inverseBackward(Kernels kernels, Matrix x, Matrix head, Matrix dx, Matrix dLogDet, Matrix dy, Matrix dHead) {
        kernels.couplingInverseBackward(x, head, dx, dLogDet, dy, dHead);
    }
}
