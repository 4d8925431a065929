package io.github.lrmfspark.kernel;

/**
 * What densities and distances between samples need. Log-densities are in nats, one a row. Notation and rules are those
 * of {@link Kernels}.
 */
public interface DensityPrimitives {

    /**
     * The standard normal: p ← p + log N(z; 0, I) = p − ½ Σ_j z_j² − ½ D log 2π.
     *
     * @param z [N, D]
     * @param p [N, 1]
     */
    void addLogNormal(Matrix z, Matrix p);

    /**
     * The gradient of {@link #addLogNormal}: dz_j = −z_j ⊙ dp.
     *
     * @param z [N, D]
     * @param dp [N, 1]
     * @param dz [N, D]
     */
    void logNormalBackward(Matrix z, Matrix dp, Matrix dz);

    /**
     * The log-density of a mixture from the joint ones of its K components, and who is responsible: p ← p + log Σ_j
     * e^{x_j} and w_j = e^{x_j} / Σ_k e^{x_k}. Each row's largest x is taken out first, so that no exponential
     * overflows. The gradient in x is w ⊙ dp, {@link MatrixPrimitives#scaleRows}.
     *
     * @param x [N, K]
     * @param p [N, 1]
     * @param w [N, K]
     */
    void logSumExp(Matrix x, Matrix p, Matrix w);

    /**
     * Matches two columns in order: d(n, j) = p(n, j) − q(m, j), where row m has in q_j the rank that row n has in p_j.
     * Between equal numbers the earlier row ranks first. That matching is the optimal transport of one column to the
     * other, and Σ d_j² its cost; 2 d is the gradient of the cost in p.
     *
     * <p>References: Bonneel, Rabin, Peyré, Pfister, "Sliced and Radon Wasserstein Barycenters of Measures", 2015.
     *
     * @param p [N, K]
     * @param q [N, K]
     * @param d [N, K]
     * @return Σ Σ_j d_j², in float64
     */
    double matchSorted(Matrix p, Matrix q, Matrix d);
}
