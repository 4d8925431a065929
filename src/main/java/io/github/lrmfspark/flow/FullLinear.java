package io.github.lrmfspark.flow;

import static io.github.lrmfspark.kernel.Kernels.Product.LEFT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;

import io.github.lrmfspark.kernel.Dense;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/**
 * The linear map y = x W + b with any invertible W = I + M, turns and reflections included.
 *
 * <pre>
 *   x  = (y − b) W⁻¹,     log|det ∂y/∂x| = log|det W|
 *   dx = dy Wᵀ,           dM = xᵀ dy + (Σ_n dLogDet) W⁻ᵀ,   db = Σ_n dy
 * </pre>
 *
 * <p>{@code matrix} M [D, D] and {@code bias} b [1, D] are D² + D numbers, and all zeros are the identity.
 *
 * <p>W⁻¹ and log|det W| are computed in float64 once per change of the parameters, in O(D³) on the heap. So it suits
 * a map that is set once, such as a closed form that T starts from. To train, {@link LuLinear} is the cheaper one, and
 * cannot become singular.
 *
 * <p>References: Papamakarios et al., "Normalizing Flows for Probabilistic Modeling and Inference", JMLR 2021, section
 * 3.3.
 */
public final class FullLinear implements Bijector {
    private static final long serialVersionUID = 1;

    private final int dimension;
    private final ParameterSpec spec;

    private FullLinear(int dimension) {
        this.dimension = dimension;
        this.spec = ParameterSpec.EMPTY.and("matrix", dimension, dimension).and("bias", 1, dimension);
    }

    /**
     * The map of D coordinates.
     *
     * @param dimension D
     * @return the map
     * @throws IllegalArgumentException if D is below 1
     */
    public static FullLinear of(int dimension) {
        return new FullLinear(Dimensions.atLeast(1, dimension, "a linear map"));
    }

    /**
     * The numbers of a map y = x W + b.
     *
     * @param weight W, [D, D]
     * @param bias b, [D]
     * @return W − I column by column and b, rounded to float32, [D² + D]
     */
    public static float[] parameters(double[][] weight, double[] bias) {
        int d = bias.length;
        float[] parameters = new float[Math.addExact(Math.multiplyExact(d, d), d)];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                parameters[j * d + i] = (float) (weight[i][j] - (i == j ? 1 : 0));
            }
            parameters[d * d + i] = (float) bias[i];
        }
        return parameters;
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
        return new Linear(binding, dimension);
    }

    /** W, W⁻¹ and log|det W| hold from one {@code prepare} to the next. */
    private static final class Linear implements Computation {
        private final Kernels kernels;
        private final Matrix matrix;
        private final Matrix bias;
        private final Matrix matrixGradient;
        private final Matrix biasGradient;
        private final Matrix weight;
        private final Matrix inverse;
        private final Matrix inverseTransposed;
        private final Matrix ones;
        private final Matrix unscaled;
        private final Matrix y;
        private final Matrix dx;
        private Matrix x;
        private double logDet;

        Linear(Binding binding, int d) {
            kernels = binding.kernels();
            kernels.reserve(d);
            matrix = binding.values().matrix("matrix");
            bias = binding.values().matrix("bias");
            matrixGradient = binding.gradient().matrix("matrix");
            biasGradient = binding.gradient().matrix("bias");
            weight = Matrix.zeros(kernels.type(), d, d);
            inverse = Matrix.zeros(kernels.type(), d, d);
            inverseTransposed = Matrix.zeros(kernels.type(), d, d);
            ones = binding.buffer(1);
            unscaled = Matrix.zeros(kernels.type(), 1, d);
            y = binding.buffer(d);
            dx = binding.buffer(d);
            x = y;
            kernels.fill(ones, 1);
        }

        @Override
        public void prepare() {
            int d = weight.rows();
            double[][] w = new double[d][d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    w[i][j] = matrix.value(i, j) + (i == j ? 1 : 0);
                    weight.put(i, j, w[i][j]);
                }
            }
            Dense.Inverse found = Dense.inverse(w);
            logDet = found.logDet();
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    inverse.put(i, j, found.matrix()[i][j]);
                    inverseTransposed.put(j, i, found.matrix()[i][j]);
                }
            }
        }

        @Override
        public Matrix forward(Matrix x, Matrix logDet) {
            this.x = x;
            kernels.gemm(PLAIN, x, weight, 0, y);
            kernels.addBias(y, bias);
            kernels.add(this.logDet, ones, logDet);
            return y;
        }

        @Override
        public Matrix backward(Matrix dy, Matrix dLogDet) {
            parametersBackward(x, dy, dLogDet);
            kernels.gemm(RIGHT_TRANSPOSED, dy, weight, 0, dx);
            return dx;
        }

        private void parametersBackward(Matrix x, Matrix dy, Matrix dLogDet) {
            kernels.columnSums(dy, biasGradient);
            kernels.gemm(LEFT_TRANSPOSED, x, dy, 0, matrixGradient);
            kernels.add(kernels.sum(dLogDet), inverseTransposed, matrixGradient);
        }

        @Override
        public Matrix inverse(Matrix y, Matrix logDet) {
            kernels.affineInverse(y, unscaled, bias, this.y, logDet);
            kernels.gemm(PLAIN, this.y, inverse, 0, dx);
            kernels.add(-this.logDet, ones, logDet);
            return dx;
        }

        /** As that of {@link LuLinear}: the forward map's at dy = dx W⁻ᵀ, with the sign changed. */
        @Override
        public Matrix inverseBackward(Matrix fromX, Matrix dLogDet) {
            kernels.gemm(RIGHT_TRANSPOSED, fromX, inverse, 0, y);
            parametersBackward(dx, y, dLogDet);
            kernels.scale(-1, matrixGradient);
            kernels.scale(-1, biasGradient);
            return y;
        }
    }
}
