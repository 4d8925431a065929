package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/** N(0, I): log p(z) = −½ ‖z‖² − D/2 log 2π. */
public final class StandardNormal implements Distribution {
    private static final long serialVersionUID = 1;

    private final int dimension;

    private StandardNormal(int dimension) {
        this.dimension = dimension;
    }

    public static StandardNormal of(int dimension) {
        return new StandardNormal(Dimensions.atLeast(1, dimension, "a normal distribution"));
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ParameterSpec parameterSpec() {
        return ParameterSpec.EMPTY;
    }

    @Override
    public Computation bind(Binding binding) {
        Kernels kernels = binding.kernels();
        Matrix dx = binding.buffer(dimension);
        return new Computation() {
            private Matrix z = dx;

            @Override
            public void logProb(Matrix x, Matrix logProb) {
                z = x;
                kernels.addLogNormal(x, logProb);
            }

            @Override
            public Matrix backward(Matrix dLogProb) {
                kernels.logNormalBackward(z, dLogProb, dx);
                return dx;
            }
        };
    }
}
