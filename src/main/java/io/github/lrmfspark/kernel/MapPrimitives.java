package io.github.lrmfspark.kernel;

/**
 * The invertible maps that scale and shift: with constants ({@code affine}), with the outputs of a network
 * ({@code coupling}), and what a linear map in LU form needs. Each map has its inverse and the gradients of both.
 * Notation and rules are those of {@link Kernels}.
 *
 * <p>Value and log|det| come from one call, and every map adds its log|det| to what logDet holds. A map of a batch that
 * takes part in gradients keeps its x, which its {@code …Backward} takes; an inverse's takes the x that it gave.
 *
 * <p>References: Kingma, Dhariwal, "Glow", NeurIPS 2018, sections 3.1 and 3.2, for {@code affine} and the LU form;
 * Dinh, Sohl-Dickstein, Bengio, "Density estimation using Real NVP", ICLR 2017, equations 4 and 5, for
 * {@code coupling}.
 */
public interface MapPrimitives {

    /**
     * y_j = e^{s_j} x_j + b_j and logDet ← logDet + Σ_j s_j.
     *
     * @param x [N, D]
     * @param s log-scales, [1, D]
     * @param b shifts, [1, D]
     * @param y [N, D]
     * @param logDet [N, 1]
     */
    void affine(Matrix x, Matrix s, Matrix b, Matrix y, Matrix logDet);

    /**
     * The gradients of {@link #affine}: dx_j = e^{s_j} dy_j, ds_j = Σ (dy_j ⊙ e^{s_j} x_j + dLogDet), db_j = Σ dy_j.
     *
     * @param x [N, D], as given to {@code affine}
     * @param s [1, D], as given to it
     * @param dy [N, D]
     * @param dLogDet [N, 1]
     * @param dx [N, D]
     * @param ds [1, D]
     * @param db [1, D]
     */
    void affineBackward(Matrix x, Matrix s, Matrix dy, Matrix dLogDet, Matrix dx, Matrix ds, Matrix db);

    /**
     * The inverse of {@link #affine}: x_j = e^{−s_j} (y_j − b_j) and logDet ← logDet − Σ_j s_j.
     *
     * @param y [N, D]
     * @param s log-scales of the forward direction, [1, D]
     * @param b shifts of the forward direction, [1, D]
     * @param x [N, D]
     * @param logDet [N, 1], of the inverse
     */
    void affineInverse(Matrix y, Matrix s, Matrix b, Matrix x, Matrix logDet);

    /**
     * The gradients of {@link #affineInverse}: dy_j = e^{−s_j} dx_j, ds_j = −Σ (dx_j ⊙ x_j + dLogDet), db_j = −Σ dy_j.
     *
     * @param x [N, D], as {@code affineInverse} gave it
     * @param s [1, D], as given to it
     * @param dx [N, D]
     * @param dLogDet [N, 1], in the inverse's logDet
     * @param dy [N, D]
     * @param ds [1, D]
     * @param db [1, D]
     */
    void affineInverseBackward(Matrix x, Matrix s, Matrix dx, Matrix dLogDet, Matrix dy, Matrix ds, Matrix db);

    /**
     * With head = [r | t] and c = {@link Kernels#LOG_SCALE_BOUND}: s = c tanh(r / c), y = e^s ⊙ x + t and logDet ←
     * logDet + Σ_j s_j. So |s| ≤ c for any r, and e^s stays between 0.135 and 7.39.
     *
     * @param x the moved half, [N, d]
     * @param head what the network gives for it, [N, 2d]; holds [s | t] afterwards
     * @param y [N, d]
     * @param logDet [N, 1]
     */
    void coupling(Matrix x, Matrix head, Matrix y, Matrix logDet);

    /**
     * The gradients of {@link #coupling}: dx = e^s ⊙ dy, dt = dy, dr = (dy ⊙ e^s ⊙ x + dLogDet) ⊙ (1 − s² / c²).
     *
     * @param x [N, d], as given to {@code coupling}
     * @param head [s | t] as {@code coupling} left it, [N, 2d]
     * @param dy [N, d]
     * @param dLogDet [N, 1]
     * @param dx [N, d]
     * @param dHead [dr | dt], [N, 2d], for the network to go on with
     */
    void couplingBackward(Matrix x, Matrix head, Matrix dy, Matrix dLogDet, Matrix dx, Matrix dHead);

    /**
     * The inverse of {@link #coupling}: s = c tanh(r / c), x = e^{−s} ⊙ (y − t) and logDet ← logDet − Σ_j s_j.
     *
     * @param y the moved half, [N, d]
     * @param head [r | t], [N, 2d]; holds [s | t] afterwards
     * @param x [N, d]
     * @param logDet [N, 1], of the inverse
     */
    void couplingInverse(Matrix y, Matrix head, Matrix x, Matrix logDet);

    /**
     * The gradients of {@link #couplingInverse}: dy = e^{−s} ⊙ dx, dt = −dy, dr = −(dx ⊙ x + dLogDet) ⊙ (1 − s² / c²).
     *
     * @param x [N, d], as {@code couplingInverse} gave it
     * @param head [s | t] as it left it, [N, 2d]
     * @param dx [N, d]
     * @param dLogDet [N, 1], in the inverse's logDet
     * @param dy [N, d]
     * @param dHead [dr | dt], [N, 2d]
     */
    void couplingInverseBackward(Matrix x, Matrix head, Matrix dx, Matrix dLogDet, Matrix dy, Matrix dHead);

    /**
     * Takes a linear map apart into its factors, W = L · U. Below the diagonal packed is L, whose diagonal is 1; above
     * it packed is U, whose diagonal is e^{d} for the diagonal d of packed. So any numbers make an invertible W.
     *
     * @param packed [D, D]
     * @param lower L, [D, D], with zeros above the diagonal
     * @param upper U, [D, D], with zeros below the diagonal
     */
    void unpackLu(Matrix packed, Matrix lower, Matrix upper);

    /**
     * The gradient of {@link #unpackLu} and {@link #addLogDiagonal} together. Below the diagonal it is dL, above it dU;
     * on it (dU ⊙ U)_jj + Σ dLogDet.
     *
     * @param dLower dL, [D, D]; only read below the diagonal
     * @param dUpper dU, [D, D]; only read from the diagonal up
     * @param upper U, as {@code unpackLu} gave it
     * @param dLogDet [N, 1]
     * @param dPacked [D, D]
     */
    void packLuGradient(Matrix dLower, Matrix dUpper, Matrix upper, Matrix dLogDet, Matrix dPacked);

    /**
     * log|det W| of {@link #unpackLu}, a number that all rows share: logDet ← logDet ± Σ_j packed_jj.
     *
     * @param packed [D, D]
     * @param sign 1 for the map, −1 for its inverse
     * @param logDet [N, 1]
     */
    void addLogDiagonal(Matrix packed, double sign, Matrix logDet);
}
