package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/**
 * A coupling that scales and shifts:
 *
 * <pre>
 *   [r | t] = conditioner(x_kept),   s = c tanh(r / c)
 *   y_moved = e^s ⊙ x_moved + t,     log|det| = Σ_j s_j
 * </pre>
 *
 * <p>c is {@link Kernels#LOG_SCALE_BOUND}, so that |s| stays below it for any input.
 *
 * <p>References: Dinh, Sohl-Dickstein, Bengio, "Density estimation using Real NVP", ICLR 2017, equations 4 and 5; of images
 * Kingma, Dhariwal, "Glow", NeurIPS 2018, section 3.3.
 */
public final class AffineCoupling extends Coupling {
    private static final long serialVersionUID = 1;
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
     * A coupling of images that moves one half of the channels by a convolutional network with {@code filters} hidden channels.
     *
     * @throws IllegalArgumentException if the number of channels is odd
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
     * @throws IllegalArgumentException if D = 1, which has no two halves
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
