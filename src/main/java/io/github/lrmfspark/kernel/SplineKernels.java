package io.github.lrmfspark.kernel;

/**
 * The primitives of splines, element by element on the CPU, in float64 whichever type the matrices have. {@link
 * RationalQuadratic} does the work for one element; nothing is allocated.
 *
 * <p>On a card every element is fetched and put back on its own, so splines are slow there.
 */
abstract class SplineKernels implements Kernels {
    private final RationalQuadratic spline = new RationalQuadratic();
    private final double[] theta = new double[SPLINE_NUMBERS];
    private final double[] dTheta = new double[SPLINE_NUMBERS];

    @Override
    public final void spline(Matrix x, Matrix head, Matrix y, Matrix logDet) {
        for (int j = 0; j < x.columns(); j++) {
            for (int i = 0; i < x.rows(); i++) {
                take(head, i, j);
                y.put(i, j, spline.forward(theta, x.value(i, j)));
                logDet.put(i, 0, logDet.value(i, 0) + spline.logSlope());
            }
        }
    }

    @Override
    public final void splineBackward(Matrix x, Matrix head, Matrix dy, Matrix dLogDet, Matrix dx, Matrix dHead) {
        for (int j = 0; j < x.columns(); j++) {
            for (int i = 0; i < x.rows(); i++) {
                take(head, i, j);
                dx.put(i, j, spline.backward(theta, x.value(i, j), dy.value(i, j), dLogDet.value(i, 0), dTheta));
                putGradient(dHead, i, j);
            }
        }
    }

    @Override
    public final void splineInverse(Matrix y, Matrix head, Matrix x, Matrix logDet) {
        for (int j = 0; j < y.columns(); j++) {
            for (int i = 0; i < y.rows(); i++) {
                take(head, i, j);
                x.put(i, j, spline.inverse(theta, y.value(i, j)));
                logDet.put(i, 0, logDet.value(i, 0) + spline.logSlope());
            }
        }
    }

    @Override
    public final void splineInverseBackward(Matrix x, Matrix head, Matrix dx, Matrix dLogDet, Matrix dy, Matrix dHead) {
        for (int j = 0; j < x.columns(); j++) {
            for (int i = 0; i < x.rows(); i++) {
                take(head, i, j);
                double dLogSlope = -dLogDet.value(i, 0);
                dy.put(i, j, spline.inverseBackward(theta, x.value(i, j), dx.value(i, j), dLogSlope, dTheta));
                putGradient(dHead, i, j);
            }
        }
    }

    /** Puts dθ of one element into its columns of dHead. */
    private void putGradient(Matrix dHead, int row, int coordinate) {
        for (int p = 0; p < SPLINE_NUMBERS; p++) {
            dHead.put(row, SPLINE_NUMBERS * coordinate + p, dTheta[p]);
        }
    }

    /** Takes θ of one element from its columns of head. */
    private void take(Matrix head, int row, int coordinate) {
        for (int p = 0; p < SPLINE_NUMBERS; p++) {
            theta[p] = head.value(row, SPLINE_NUMBERS * coordinate + p);
        }
    }
}
