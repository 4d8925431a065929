package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/**
 * N(0, I): log p(z) = −½ ‖z‖² − D/2 log 2π, in nats.
 *
 * <p>The base density of a flow. Nothing is trained: P = 0, and what scale and mean the data have is the flow's
 * business. dz_n = −z_n dLogProb_n. At z = 0 log p is −0.919 D, and for standard normal rows −1.419 D in the
 * mean.
 *
 * <p>Forward keeps a reference to z; a pass costs O(N D).
 *
 * <p>References: Papamakarios et al., "Normalizing Flows for Probabilistic Modeling and Inference", JMLR 2021.
 */
public final class StandardNormal implements Distribution {
    private static final long serialVersionUID = 1;

    private final int dimension;

    private StandardNormal(int dimension) {
        this.dimension = dimension;
    }

    /**
     * The standard normal of R^D.
     *
     * @param dimension D
     * @return the density
     * @throws IllegalArgumentException if D is below 1
     */
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
