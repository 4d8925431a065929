package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/**
 * A coupling that moves each coordinate by a monotone spline of rational quadratics on [−B, B], and leaves it where it is
 * outside: y_moved = spline(x_moved; conditioner(x_kept)), see {@link Kernels#spline}.
 *
 * <p>B is {@link Kernels#SPLINE_BOUND}, and there are {@link Kernels#SPLINE_BINS} bins. At D = 32 with 6 couplings of 128 in T and
 * again in p and batches of 256, a step of the loss took 72 to 75 ms on one thread, and 14 to 15 with affine couplings.
 *
 * <p>References: Durkan, Bekasov, Murray, Papamakarios, "Neural Spline Flows", NeurIPS 2019.
 */
public final class SplineCoupling extends Coupling {
    private static final long serialVersionUID = 1;

    private SplineCoupling(int dimension, Moved moved, int hidden, int hiddenLayers) {
        super(dimension, moved, hidden, hiddenLayers, Kernels.SPLINE_NUMBERS);
    }

    /**
     * A coupling whose network has {@code hiddenLayers} layers of {@code hidden} units.
     *
     * @throws IllegalArgumentException if D = 1, which has no two halves
     */
    public static SplineCoupling of(int dimension, Moved moved, int hidden, int hiddenLayers) {
        return new SplineCoupling(dimension, moved, hidden, hiddenLayers);
    }

    @Override
    void forward(Kernels kernels, Matrix x, Matrix head, Matrix y, Matrix logDet) {
        kernels.spline(x, head, y, logDet);
    }

    @Override
    void backward(Kernels kernels, Matrix x, Matrix head, Matrix dy, Matrix dLogDet, Matrix dx, Matrix dHead) {
        kernels.splineBackward(x, head, dy, dLogDet, dx, dHead);
    }

    @Override
    void inverse(Kernels kernels, Matrix y, Matrix head, Matrix x, Matrix logDet) {
        kernels.splineInverse(y, head, x, logDet);
    }

    @Override
    void inverseBackward(Kernels kernels, Matrix x, Matrix head, Matrix dx, Matrix dLogDet, Matrix dy, Matrix dHead) {
        kernels.splineInverseBackward(x, head, dx, dLogDet, dy, dHead);
    }
}
