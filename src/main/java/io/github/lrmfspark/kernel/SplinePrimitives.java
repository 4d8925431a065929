package io.github.lrmfspark.kernel;

/**
 * The monotone spline g of rational quadratics, its inverse and the gradients of both. {@link RationalQuadratic} has
 * its equations. Notation and rules are those of {@link Kernels}.
 *
 * <p>Every element x(n, j) has a spline of its own, with P = 3 K − 1 free numbers θ: K widths, K heights and K − 1
 * slopes, for K = {@link Kernels#SPLINE_BINS}. They come from a network as head [N, P d], those of coordinate j from
 * column P j on. g moves what lies within (−B, B), B = {@link Kernels#SPLINE_BOUND}, and is the identity elsewhere, and
 * everywhere at θ = 0.
 *
 * <p>{@link SplineKernels} computes it for all types and devices, element by element in float64 on the CPU.
 *
 * <p>References: Durkan, Bekasov, Murray, Papamakarios, "Neural Spline Flows", NeurIPS 2019, section 3.
 */
public interface SplinePrimitives {

    /**
     * y = g(x; θ) and logDet ← logDet + Σ_j log g_j'.
     *
     * @param x the moved half, [N, d]
     * @param head θ, [N, P d]
     * @param y [N, d]
     * @param logDet [N, 1]
     */
    void spline(Matrix x, Matrix head, Matrix y, Matrix logDet);

    /**
     * The gradients of {@link #spline}: dx = g' ⊙ dy + (∂ log g' / ∂x) ⊙ dLogDet, and dθ = (∂g / ∂θ) ⊙ dy + (∂ log g' /
     * ∂θ) ⊙ dLogDet.
     *
     * @param x [N, d], as given to {@code spline}
     * @param head θ, [N, P d], as given to it
     * @param dy [N, d]
     * @param dLogDet [N, 1]
     * @param dx [N, d]
     * @param dHead dθ, [N, P d]
     */
    void splineBackward(Matrix x, Matrix head, Matrix dy, Matrix dLogDet, Matrix dx, Matrix dHead);

    /**
     * The inverse of {@link #spline}: x = g⁻¹(y; θ) and logDet ← logDet − Σ_j log g_j', with g' at x.
     *
     * @param y the moved half, [N, d]
     * @param head θ, [N, P d]
     * @param x [N, d]
     * @param logDet [N, 1], of the inverse
     */
    void splineInverse(Matrix y, Matrix head, Matrix x, Matrix logDet);

    /**
     * The gradients of {@link #splineInverse}: dy = (dx − (∂ log g' / ∂x) ⊙ dLogDet) / g', and dθ = −(∂g / ∂θ) ⊙ dy −
     * (∂ log g' / ∂θ) ⊙ dLogDet.
     *
     * @param x [N, d], as {@code splineInverse} gave it
     * @param head θ, [N, P d], as given to it
     * @param dx [N, d]
     * @param dLogDet [N, 1], in the inverse's logDet
     * @param dy [N, d]
     * @param dHead dθ, [N, P d]
     */
    void splineInverseBackward(Matrix x, Matrix head, Matrix dx, Matrix dLogDet, Matrix dy, Matrix dHead);
}
