package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/**
 * A coupling that moves each coordinate by a monotone spline of rational quadratics on [−B, B], and leaves it
 * where it is outside: y_moved = spline(x_moved; conditioner(x_kept)), see {@link Kernels#spline}.
 *
 * <p>Each piece is a quotient of two quadratics in its bin. Its inverse is the root of a quadratic and its
 * slope has a closed form, so no direction is searched for and log|det| = Σ_j log g_j' is exact.
 *
 * <p>B = 4 is {@link Kernels#SPLINE_BOUND}, and there are K = 8 bins, {@link Kernels#SPLINE_BINS}. Standardised
 * data lie within B but for their tails. Outside, the map is the identity, g' = 1 and the head has no gradient.
 * Slopes are 1 at ±B, so that g' is continuous there.
 *
 * <p>The head is [N, 23 d] for d coordinates that are moved; coordinate j has columns 23 j to 23 j + 22: K
 * widths, K heights, and K − 1 slopes at the inner knots. Widths and heights are softmax shares of 2 B, each at
 * least 1e−3 of it, and slopes softplus of at least 1e−3, so no bin vanishes and g' stays positive. Zeros are
 * equal bins of slope 1, the identity.
 *
 * <p>Splines are computed one number at a time and in double, also where matrices are float32. At D = 32 with 6
 * couplings of 128 in T and again in p and batches of 256, a step of the loss took 72 to 75 ms on one thread,
 * and 14 to 15 with affine couplings.
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
     * @param dimension D
     * @param moved which half of the coordinates
     * @param hidden units of each hidden layer
     * @param hiddenLayers how many
     * @return the map of R^D
     * @throws IllegalArgumentException if D = 1, which has no two halves, or there is no hidden layer or unit
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
