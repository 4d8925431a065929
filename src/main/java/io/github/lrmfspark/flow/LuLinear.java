package io.github.lrmfspark.flow;

import static io.github.lrmfspark.kernel.Kernels.Product.LEFT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Triangle.UNIT_LOWER;
import static io.github.lrmfspark.kernel.Kernels.Triangle.UNIT_LOWER_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Triangle.UPPER;
import static io.github.lrmfspark.kernel.Kernels.Triangle.UPPER_TRANSPOSED;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/**
 * The full linear map y = x L U + b: L unit lower triangular, U upper triangular with the positive diagonal
 * e^d. log|det| = Σ_j d_j. Starts as the identity.
 *
 * <pre>
 *   x  = (y − b) U⁻¹ L⁻¹,    dx = dy Wᵀ   with W = L U
 *   dW = xᵀ dy,              dL = dW Uᵀ,  dU = Lᵀ dW,  db = Σ_n dy
 *   dd_j = dU_jj e^{d_j} + Σ_n dLogDet_n
 * </pre>
 *
 * <p>L, U and d share one packed matrix {@code lu} [D, D]: L below the diagonal, d on it, U above; {@code bias}
 * b [1, D] follows. These are D² + D numbers, and all zeros are the identity.
 *
 * <p>Only those entries of dL and dU count that are free numbers. The product W = L U is formed once per change
 * of the parameters, so a batch costs one product; its gradient goes back through dL and dU. These three are
 * taken panel by panel, which leaves out most of the zeros: as the panels get narrower, the work goes to a
 * third. The inverse solves with the two triangles, so W⁻¹ is never formed. Six matrices [D, D] and two [N, D]
 * are kept.
 *
 * <p>Differs from the paper: there is no permutation P, the start is the identity and not a random rotation,
 * and e^d > 0 keeps the sign of the determinant. Without P, W ranges over the matrices whose leading principal
 * minors are all positive: those near the identity are among them, a rotation of the plane by 90° is not.
 *
 * <p>References: Kingma, Dhariwal, "Glow", NeurIPS 2018, section 3.2.
 */
public final class LuLinear implements Bijector {
    private static final long serialVersionUID = 1;

    /** Wide enough for OpenBLAS to be as fast as in a larger product. */
    private static final int PANEL = 64;

    private final int dimension;
    private final int panel;
    private final ParameterSpec spec;

    private LuLinear(int dimension, int panel) {
        this.dimension = dimension;
        this.panel = panel;
        this.spec = ParameterSpec.EMPTY.and("lu", dimension, dimension).and("bias", 1, dimension);
    }

    /**
     * The linear layer of D coordinates.
     *
     * @param dimension D
     * @return the map
     * @throws IllegalArgumentException if D is below 1
     */
    public static LuLinear of(int dimension) {
        return of(dimension, PANEL);
    }

    /** The same map by panels of another width. */
    static LuLinear of(int dimension, int panel) {
        return new LuLinear(Dimensions.atLeast(1, dimension, "a linear layer"), panel);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ParameterSpec parameterSpec() {
        return spec;
    }

    @Override
    public Computation bind(Binding binding) {
        return new Linear(binding, dimension, panel);
    }

    /**
     * Columns of L and the rows of U that they meet, from the first of either on. What they multiply to lies in
     * a square at the end of W, and W is the sum of these. For the panel of columns f to t − 1, all of them
     * views:
     *
     * @param lower L from (f, f) on, [D − f, t − f]
     * @param upper U from (f, f) on, [t − f, D − f]
     * @param weight W from (f, f) on, [D − f, D − f]
     * @param weightGradient dW in the same place
     * @param lowerGradient dL in the place of {@code lower}
     * @param upperGradient dU in the place of {@code upper}
     */
    private record Panel(
            Matrix lower,
            Matrix upper,
            Matrix weight,
            Matrix weightGradient,
            Matrix lowerGradient,
            Matrix upperGradient) {}

    /**
     * L, U and W hold from one {@code prepare} to the next; x, what {@code forward} was given, to the next
     * {@code forward}.
     */
    private static final class Linear implements Computation {
        private final Kernels kernels;
        private final Matrix packed;
        private final Matrix bias;
        private final Matrix packedGradient;
        private final Matrix biasGradient;
        private final Matrix lower;
        private final Matrix upper;
        private final Matrix weight;
        private final Matrix weightGradient;
        private final Matrix lowerGradient;
        private final Matrix upperGradient;
        private final Panel[] panels;
        private final Matrix unscaled;
        private final Matrix y;
        private final Matrix dx;
        private Matrix x;

        Linear(Binding binding, int d, int width) {
            kernels = binding.kernels();
            kernels.reserve(d);
            packed = binding.values().matrix("lu");
            bias = binding.values().matrix("bias");
            packedGradient = binding.gradient().matrix("lu");
            biasGradient = binding.gradient().matrix("bias");
            lower = Matrix.zeros(kernels.type(), d, d);
            upper = Matrix.zeros(kernels.type(), d, d);
            weight = Matrix.zeros(kernels.type(), d, d);
            weightGradient = Matrix.zeros(kernels.type(), d, d);
            lowerGradient = Matrix.zeros(kernels.type(), d, d);
            upperGradient = Matrix.zeros(kernels.type(), d, d);
            panels = panels(d, width);
            unscaled = Matrix.zeros(kernels.type(), 1, d);
            y = binding.buffer(d);
            dx = binding.buffer(d);
            x = y;
            prepare();
        }

        private Panel[] panels(int d, int width) {
            Panel[] panels = new Panel[(d - 1) / width + 1];
            for (int p = 0; p < panels.length; p++) {
                int from = p * width;
                int to = Math.min(d, from + width);
                panels[p] = new Panel(
                        lower.rows(from, d).columns(from, to),
                        upper.rows(from, to).columns(from, d),
                        weight.rows(from, d).columns(from, d),
                        weightGradient.rows(from, d).columns(from, d),
                        lowerGradient.rows(from, d).columns(from, to),
                        upperGradient.rows(from, to).columns(from, d));
            }
            return panels;
        }

        /** W = Σ over panels of L's columns times U's rows. */
        @Override
        public void prepare() {
            kernels.unpackLu(packed, lower, upper);
            double add = 0;
            for (Panel panel : panels) {
                kernels.gemm(PLAIN, panel.lower, panel.upper, add, panel.weight);
                add = 1;
            }
        }

        @Override
        public Matrix forward(Matrix x, Matrix logDet) {
            this.x = x;
            kernels.gemm(PLAIN, x, weight, 0, y);
            kernels.addBias(y, bias);
            kernels.addLogDiagonal(packed, 1, logDet);
            return y;
        }

        @Override
        public Matrix backward(Matrix dy, Matrix dLogDet) {
            parametersBackward(x, dy, dLogDet);
            kernels.gemm(RIGHT_TRANSPOSED, dy, weight, 0, dx);
            return dx;
        }

        /** dW = xᵀ dy and from it dL, dU, dd and db, for the map that takes x to y. */
        private void parametersBackward(Matrix x, Matrix dy, Matrix dLogDet) {
            kernels.columnSums(dy, biasGradient);
            kernels.gemm(LEFT_TRANSPOSED, x, dy, 0, weightGradient);
            for (Panel panel : panels) {
                kernels.gemm(RIGHT_TRANSPOSED, panel.weightGradient, panel.upper, 0, panel.lowerGradient);
                kernels.gemm(LEFT_TRANSPOSED, panel.lower, panel.weightGradient, 0, panel.upperGradient);
            }
            kernels.packLuGradient(lowerGradient, upperGradient, upper, dLogDet, packedGradient);
        }

        /** x = ((y − b) U⁻¹) L⁻¹: two triangular solves, N D² multiplications in all. */
        @Override
        public Matrix inverse(Matrix y, Matrix logDet) {
            kernels.affineInverse(y, unscaled, bias, dx, logDet);
            kernels.solve(UPPER, upper, dx);
            kernels.solve(UNIT_LOWER, lower, dx);
            kernels.addLogDiagonal(packed, -1, logDet);
            return dx;
        }

        /**
         * y = f(x) holds on the way back too, so the parameters' gradient is minus that of the forward map at
         * dy = dx W⁻ᵀ.
         */
        @Override
        public Matrix inverseBackward(Matrix fromX, Matrix dLogDet) {
            kernels.copy(fromX, y);
            kernels.solve(UNIT_LOWER_TRANSPOSED, lower, y);
            kernels.solve(UPPER_TRANSPOSED, upper, y);
            parametersBackward(dx, y, dLogDet);
            kernels.scale(-1, packedGradient);
            kernels.scale(-1, biasGradient);
            return y;
        }
    }
}
