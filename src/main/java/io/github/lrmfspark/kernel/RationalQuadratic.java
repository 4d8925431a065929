package io.github.lrmfspark.kernel;

import java.util.Arrays;

/**
 * One monotone spline of rational quadratics, of {@link Kernels#SPLINE_BINS} bins on [−B, B] and the identity outside.
 * Its numbers θ = [widths | heights | slopes at the inner knots] are free; at θ = 0 it is the identity.
 *
 * <p>Widths and heights are shares of 2 B by a softmax, of at least 0.001 each. Slopes are 0.001 + softplus, shifted so
 * that 0 gives 1; at ±B they are 1. So the spline rises everywhere, and meets the identity with its slope.
 *
 * <p>In the bin that x lies in, of width w from x_k on, height h from y_k on, slopes δ_0 and δ_1 at its ends, s = h /
 * w, and with ξ = (x − x_k) / w and u = ξ (1 − ξ):
 *
 * <pre>
 *   α = s ξ² + δ_0 u,   β = s + (δ_0 + δ_1 − 2 s) u,   γ = δ_1 ξ² + 2 s u + δ_0 (1 − ξ)²
 *   y = y_k + h α / β,  log dy/dx = 2 log s + log γ − 2 log β
 * </pre>
 *
 * <p>All in float64. Not thread-safe: the last value is kept in fields, so that none is allocated.
 *
 * <p>References: Durkan, Bekasov, Murray, Papamakarios, "Neural Spline Flows", NeurIPS 2019, equations 4 to 8.
 */
final class RationalQuadratic {
    private static final int K = Kernels.SPLINE_BINS;
    private static final double B = Kernels.SPLINE_BOUND;
    private static final double LEAST_SHARE = 1e-3;
    private static final double LEAST_SLOPE = 1e-3;
    /** Softplus of this is 1 − {@link #LEAST_SLOPE}. */
    private static final double AT_ONE = Math.log(Math.expm1(1 - LEAST_SLOPE));

    private final double[] width = new double[K];
    private final double[] height = new double[K];
    private final double[] slope = new double[K + 1];
    private final double[] dWidth = new double[K];
    private final double[] dHeight = new double[K];
    private int bin;
    private double left;
    private double bottom;
    private double logSlope;

    /**
     * y at x. {@link #logSlope} is log dy/dx afterwards.
     *
     * @param theta θ, [3 K − 1]
     * @param x any number; outside of (−B, B) it is y
     */
    double forward(double[] theta, double x) {
        logSlope = 0;
        if (!(Math.abs(x) < B)) {
            return x;
        }
        knots(theta);
        locate(x, width);
        double xi = (x - left) / width[bin];
        logSlope = logSlope(xi);
        double s = height[bin] / width[bin];
        double u = xi * (1 - xi);
        return bottom + height[bin] * (s * xi * xi + slope[bin] * u) / beta(s, u);
    }

    /**
     * x at y: the root of a quadratic in ξ, in the form that cancels nothing. {@link #logSlope} is log dx/dy
     * afterwards.
     *
     * @param theta θ, [3 K − 1]
     * @param y any number; outside of (−B, B) it is x
     */
    double inverse(double[] theta, double y) {
        logSlope = 0;
        if (!(Math.abs(y) < B)) {
            return y;
        }
        knots(theta);
        locate(y, height);
        double s = height[bin] / width[bin];
        double rise = y - bottom;
        double curvature = rise * (slope[bin] + slope[bin + 1] - 2 * s);
        double a = height[bin] * (s - slope[bin]) + curvature;
        double b = height[bin] * slope[bin] - curvature;
        double xi = 2 * s * rise / (b + Math.sqrt(Math.max(0, b * b + 4 * a * s * rise)));
        logSlope = -logSlope(xi);
        return left + xi * width[bin];
    }

    /** log dy/dx of the last {@link #forward}, or log dx/dy of the last {@link #inverse}. */
    double logSlope() {
        return logSlope;
    }

    /**
     * dx, and dθ where it is to be written.
     *
     * @param theta θ, as given to {@link #forward}
     * @param x where that was computed
     * @param dy the loss' gradient in y
     * @param dLogSlope and in log dy/dx
     * @param dTheta overwritten by dθ, [3 K − 1]
     */
    double backward(double[] theta, double x, double dy, double dLogSlope, double[] dTheta) {
        Arrays.fill(dTheta, 0);
        if (!(Math.abs(x) < B)) {
            return dy;
        }
        knots(theta);
        locate(x, width);
        double w = width[bin];
        double h = height[bin];
        double xi = (x - left) / w;
        double u = xi * (1 - xi);
        double s = h / w;
        double alpha = s * xi * xi + slope[bin] * u;
        double beta = beta(s, u);

        double dAlpha = dy * h / beta;
        double dBeta = -(dAlpha * alpha + 2 * dLogSlope) / beta;
        double dGamma = dLogSlope / gamma(s, xi, u);
        double dU = dAlpha * slope[bin] + dBeta * (slope[bin] + slope[bin + 1] - 2 * s) + 2 * dGamma * s;
        double dS = 2 * dLogSlope / s + dAlpha * xi * xi + dBeta * (1 - 2 * u) + 2 * dGamma * u;
        double dXi =
                2 * dAlpha * s * xi + 2 * dGamma * (slope[bin + 1] * xi - slope[bin] * (1 - xi)) + dU * (1 - 2 * xi);
        Arrays.fill(dWidth, 0, bin, -dXi / w);
        Arrays.fill(dHeight, 0, bin, dy);
        Arrays.fill(dWidth, bin, K, 0);
        Arrays.fill(dHeight, bin, K, 0);
        dWidth[bin] = -(dXi * xi + dS * s) / w;
        dHeight[bin] = dy * alpha / beta + dS / w;
        sharesBackward(width, dWidth, dTheta, 0);
        sharesBackward(height, dHeight, dTheta, K);
        slopeBackward(theta, bin, (dAlpha + dBeta) * u + dGamma * (1 - xi) * (1 - xi), dTheta);
        slopeBackward(theta, bin + 1, dBeta * u + dGamma * xi * xi, dTheta);
        return dXi / w;
    }

    /**
     * dy, and dθ where it is to be written, for the inverse that gave x. By the implicit function g(x; θ) = y: dy = (dx
     * + ∂ log g'/∂x · dLogSlope) / g', and dθ = −∂g/∂θ · dy + ∂ log g'/∂θ · dLogSlope.
     *
     * @param theta θ, as given to {@link #inverse}
     * @param x what that gave
     * @param dx the loss' gradient in x
     * @param dLogSlope and in log dy/dx at x
     * @param dTheta overwritten by dθ, [3 K − 1]
     */
    double inverseBackward(double[] theta, double x, double dx, double dLogSlope, double[] dTheta) {
        double ofSlope = backward(theta, x, 0, dLogSlope, dTheta);
        forward(theta, x);
        double dy = (dx + ofSlope) * Math.exp(-logSlope);
        backward(theta, x, -dy, dLogSlope, dTheta);
        return dy;
    }

    private double beta(double s, double u) {
        return s + (slope[bin] + slope[bin + 1] - 2 * s) * u;
    }

    private double gamma(double s, double xi, double u) {
        return slope[bin + 1] * xi * xi + 2 * s * u + slope[bin] * (1 - xi) * (1 - xi);
    }

    /** log dy/dx at ξ in the bin that was located. */
    private double logSlope(double xi) {
        double s = height[bin] / width[bin];
        double u = xi * (1 - xi);
        double root = s / beta(s, u);
        return Math.log(root * root * gamma(s, xi, u));
    }

    /** Widths, heights and slopes of all bins from θ. */
    private void knots(double[] theta) {
        shares(theta, 0, width);
        shares(theta, K, height);
        slope[0] = 1;
        slope[K] = 1;
        for (int k = 1; k < K; k++) {
            slope[k] = LEAST_SLOPE + softplus(theta[2 * K + k - 1] + AT_ONE);
        }
    }

    /** The bin of a point on one of the axes, and where it begins on both. */
    private void locate(double point, double[] size) {
        bin = 0;
        left = -B;
        bottom = -B;
        double end = -B + size[0];
        while (bin < K - 1 && point >= end) {
            left += width[bin];
            bottom += height[bin];
            bin++;
            end += size[bin];
        }
    }

    /** size_k = 2 B (m + (1 − K m) softmax(θ)_k), with m the least share. */
    private static void shares(double[] theta, int from, double[] size) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < K; k++) {
            largest = Math.max(largest, theta[from + k]);
        }
        double total = 0;
        for (int k = 0; k < K; k++) {
            size[k] = Math.exp(theta[from + k] - largest);
            total += size[k];
        }
        for (int k = 0; k < K; k++) {
            size[k] = 2 * B * (LEAST_SHARE + (1 - K * LEAST_SHARE) * size[k] / total);
        }
    }

    /** The gradient of {@link #shares} in θ, from that in the sizes. */
    private static void sharesBackward(double[] size, double[] dSize, double[] dTheta, int to) {
        double mean = 0;
        for (int k = 0; k < K; k++) {
            mean += softmax(size[k]) * dSize[k];
        }
        for (int k = 0; k < K; k++) {
            dTheta[to + k] = 2 * B * (1 - K * LEAST_SHARE) * softmax(size[k]) * (dSize[k] - mean);
        }
    }

    /** The softmax that a size was made of. */
    private static double softmax(double size) {
        return (size / (2 * B) - LEAST_SHARE) / (1 - K * LEAST_SHARE);
    }

    /** The gradient of an inner knot's slope in its number; those at ±B are fixed. */
    private static void slopeBackward(double[] theta, int knot, double dSlope, double[] dTheta) {
        if (knot > 0 && knot < K) {
            int at = 2 * K + knot - 1;
            dTheta[at] = dSlope / (1 + Math.exp(-theta[at] - AT_ONE));
        }
    }

    /** log(1 + e^v), without overflow. */
    private static double softplus(double v) {
        return v > 0 ? v + Math.log1p(Math.exp(-v)) : Math.log1p(Math.exp(v));
    }
}
