package io.github.lrmfspark.kernel;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The primitives, each with its equation. x_j is column j of x, ⊙ is element-wise, sums run over the rows n of a batch.
 *
 * <p>Arguments are not checked: bijectors allocate what they pass. Unless it says otherwise, no argument may share memory
 * with the result. Not thread-safe; one per bound model.
 */
public interface Kernels {
    /** |log-scale| of a coupling stays below this. */
    double LOG_SCALE_BOUND = 2;
    /** B: a spline moves what lies between −B and B. */
    double SPLINE_BOUND = 4;
    /** K: the bins of a spline. */
    int SPLINE_BINS = 8;
    /** How many numbers a spline has: K widths, K heights, and K − 1 slopes at the inner knots. */
    int SPLINE_NUMBERS = 3 * SPLINE_BINS - 1;

    /** Which factors of a product are transposed. */
    enum Product {
        /** a · b */
        PLAIN,
        /** aᵀ · b */
        LEFT_TRANSPOSED,
        /** a · bᵀ */
        RIGHT_TRANSPOSED
    }

    /** A triangle of a square matrix; what lies outside is taken as zero. */
    enum Triangle {
        /** Below the diagonal, with ones on it. */
        UNIT_LOWER,
        /** The diagonal and above. */
        UPPER,
        /** The transpose of {@link #UNIT_LOWER}. */
        UNIT_LOWER_TRANSPOSED,
        /** The transpose of {@link #UPPER}. */
        UPPER_TRANSPOSED
    }

    /**
     * The fastest kernels for {@code type} on this thread's device, for batches of at most {@code rows} rows.
     *
     * @throws UnusableDeviceException if that is a card that ND4J has no code for
     */
    static Kernels of(DataType type, int rows) {
        boolean cpu = Device.current().capability() == null;
        return type == DataType.FLOAT && cpu ? new CpuKernels(rows) : new PlainKernels(type);
    }

    /** The type that all matrices have. */
    DataType type();

    /** Makes room for batches of so many rows. */
    void reserve(int rows);

    /** c = op(a) · op(b) + β c. */
    void gemm(Product product, Matrix a, Matrix b, double beta, Matrix c);

    /** x ← x · m⁻¹ with m's triangle, [N, D] and [D, D]. */
    void solve(Triangle triangle, Matrix m, Matrix x);

    /** y = x. */
    void copy(Matrix x, Matrix y);

    /** x ← f x. */
    void scale(double factor, Matrix x);

    /** y ← y + f x. */
    void add(double factor, Matrix x, Matrix y);

    /** y_j = x_{order(j)}; a column of x may be named more than once, or not at all. */
    void permute(Matrix x, int[] order, Matrix y);

    /** y_{into(k)} ← y_{into(k)} + x_{from(k)}, for one k after another. */
    void addColumns(Matrix x, int[] from, Matrix y, int[] into);

    /** y_j = c ⊙ x_j, with c [N, 1]. */
    void scaleRows(Matrix x, Matrix c, Matrix y);

    /**
     * p ← p + log Σ_j e^{x_j} and w_j = e^{x_j} / Σ_k e^{x_k}, with x, w [N, K] and p [N, 1].
     */
    void logSumExp(Matrix x, Matrix p, Matrix w);

    /** p ← p + f Σ_j x_j ⊙ y_j, with p [N, 1]. */
    void addRowDots(double factor, Matrix x, Matrix y, Matrix p);

    /** x_j ← x_j + b_j, with b [1, D]. */
    void addBias(Matrix x, Matrix bias);

    /** x_j ← max(0, x_j + b_j), with b [1, D]. */
    void addBiasRelu(Matrix x, Matrix bias);

    /** dx_j ← dx_j ⊙ 1[h_j > 0] and db_j = Σ dx_j, where h is what {@link #addBiasRelu} left. */
    void reluBackward(Matrix h, Matrix dx, Matrix db);

    /** x_j ← tanh(x_j + b_j), with b [1, D]. */
    void addBiasTanh(Matrix x, Matrix bias);

    /** dx = (1 − h²) ⊙ dy, where h is what {@link #addBiasTanh} left. dx may be dy. */
    void tanhBackward(Matrix h, Matrix dy, Matrix dx);

    /** dh ← dh − 2 h ⊙ dy ⊙ ddx: the gradient of {@link #tanhBackward} in h, where ddx is that in dx. */
    void tanhBackwardBackward(Matrix h, Matrix dy, Matrix ddx, Matrix dh);

    /** s_j = Σ x_j, with s [1, D]. */
    void columnSums(Matrix x, Matrix sums);

    /** y_j = e^{s_j} x_j + b_j and logDet ← logDet + Σ_j s_j, with s, b [1, D] and logDet [N, 1]. */
    void affine(Matrix x, Matrix s, Matrix b, Matrix y, Matrix logDet);

    /** dx_j = e^{s_j} dy_j, ds_j = Σ (dy_j ⊙ e^{s_j} x_j + dLogDet), db_j = Σ dy_j. */
    void affineBackward(Matrix x, Matrix s, Matrix dy, Matrix dLogDet, Matrix dx, Matrix ds, Matrix db);

    /** x_j = e^{−s_j} (y_j − b_j) and logDet ← logDet − Σ_j s_j. */
    void affineInverse(Matrix y, Matrix s, Matrix b, Matrix x, Matrix logDet);

    /**
     * The gradient of {@link #affineInverse} that gave x: dy_j = e^{−s_j} dx_j, ds_j = −Σ (dx_j ⊙ x_j + dLogDet), db_j = −Σ
     * dy_j.
     */
    void affineInverseBackward(Matrix x, Matrix s, Matrix dx, Matrix dLogDet, Matrix dy, Matrix ds, Matrix db);

    /**
     * With head = [r | t] [N, 2d] and c the bound: s = c tanh(r / c), y = e^s ⊙ x + t, logDet ← logDet + Σ_j s_j. Leaves
     * [s | t] in head.
     */
    void coupling(Matrix x, Matrix head, Matrix y, Matrix logDet);

    /**
     * With head = [s | t] as {@link #coupling} left it: dx = e^s ⊙ dy, dt = dy, dr = (dy ⊙ e^s ⊙ x + dLogDet) ⊙ (1 − s² /
     * c²). Writes dHead = [dr | dt].
     */
    void couplingBackward(Matrix x, Matrix head, Matrix dy, Matrix dLogDet, Matrix dx, Matrix dHead);

    /**
     * With head = [r | t] and s as in {@link #coupling}: x = e^{−s} ⊙ (y − t), logDet ← logDet − Σ_j s_j. Leaves [s | t] in
     * head.
     */
    void couplingInverse(Matrix y, Matrix head, Matrix x, Matrix logDet);

    /**
     * The gradient of {@link #couplingInverse} that gave x and left head = [s | t]: dy = e^{−s} ⊙ dx, dt = −dy, dr = −(dx ⊙ x +
     * dLogDet) ⊙ (1 − s² / c²). Writes dHead = [dr | dt].
     */
    void couplingInverseBackward(Matrix x, Matrix head, Matrix dx, Matrix dLogDet, Matrix dy, Matrix dHead);

    /**
     * y = g(x; θ) and logDet ← logDet + Σ_j log g_j', where g_j is a monotone spline of rational quadratics on [−B, B], the
     * identity outside and at θ = 0. head [N, P d] has the P = 3 K − 1 numbers of coordinate j from column P j on.
     */
    void spline(Matrix x, Matrix head, Matrix y, Matrix logDet);

    /** The gradients of {@link #spline}: dx = g' ⊙ dy + (∂ log g' / ∂x) ⊙ dLogDet, and dHead likewise in θ. */
    void splineBackward(Matrix x, Matrix head, Matrix dy, Matrix dLogDet, Matrix dx, Matrix dHead);

    /** x = g⁻¹(y; θ) and logDet ← logDet − Σ_j log g_j'. */
    void splineInverse(Matrix y, Matrix head, Matrix x, Matrix logDet);

    /**
     * The gradients of {@link #splineInverse} that gave x: dy = (dx − (∂ log g' / ∂x) ⊙ dLogDet) / g', and dHead = −(∂g / ∂θ) ⊙ dy −
     * (∂ log g' / ∂θ) ⊙ dLogDet.
     */
    void splineInverseBackward(Matrix x, Matrix head, Matrix dx, Matrix dLogDet, Matrix dy, Matrix dHead);

    /**
     * Splits packed [D, D] into lower (strict lower triangle, ones on the diagonal) and upper (strict upper triangle, e^{d}
     * for the packed diagonal d).
     */
    void unpackLu(Matrix packed, Matrix lower, Matrix upper);

    /**
     * The gradient of what {@link #unpackLu} took apart: dLower's strict lower triangle, dUpper's strict upper triangle, and
     * dUpper ⊙ upper + Σ dLogDet on the diagonal.
     */
    void packLuGradient(Matrix dLower, Matrix dUpper, Matrix upper, Matrix dLogDet, Matrix dPacked);

    /** logDet ← logDet + Σ_j packed_jj, with the log-diagonal of {@link #unpackLu}. */
    void addLogDiagonal(Matrix packed, double sign, Matrix logDet);

    /** p ← p + log N(z; 0, I) = p − ½ Σ_j z_j² − D/2 log 2π, with p [N, 1]. */
    void addLogNormal(Matrix z, Matrix p);

    /** dz_j = −z_j ⊙ dp, the gradient of {@link #addLogNormal}. */
    void logNormalBackward(Matrix z, Matrix dp, Matrix dz);

    /**
     * d(n, j) = p(n, j) − q(m, j), where row m has in q_j the rank that row n has in p_j: the two columns are matched in
     * order. p, q, d [N, K]. Returns Σ d² over all elements.
     */
    double matchSorted(Matrix p, Matrix q, Matrix d);

    /** x = value. */
    void fill(Matrix x, double value);

    /** Σ x over all elements, in double. */
    double sum(Matrix x);

    /** x(n, j) = values[offset + n · stride + j]: a batch that lies row by row. */
    void load(float[] values, int offset, int stride, Matrix x);

    /** values[offset + n · stride + j] = x(n, j) for the first {@code rows} rows. */
    void store(Matrix x, int rows, float[] values, int offset, int stride);
}
