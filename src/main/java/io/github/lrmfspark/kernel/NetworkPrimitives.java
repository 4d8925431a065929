package io.github.lrmfspark.kernel;

/**
 * Bias and activation of the dense layers in a flow's networks, and their gradients. The product with the weights is
 * {@link MatrixPrimitives#gemm}. Notation and rules are those of {@link Kernels}.
 *
 * <p>Activations overwrite their input, and their gradients need the output h alone. So a layer keeps one matrix [N,
 * D].
 */
public interface NetworkPrimitives {

    /**
     * x_j ← x_j + b_j. Its gradient in b is {@link MatrixPrimitives#columnSums}.
     *
     * @param x [N, D]
     * @param bias b, [1, D]
     */
    void addBias(Matrix x, Matrix bias);

    /**
     * x_j ← max(0, x_j + b_j).
     *
     * @param x [N, D]; holds the activation h afterwards
     * @param bias b, [1, D]
     */
    void addBiasRelu(Matrix x, Matrix bias);

    /**
     * The gradient of {@link #addBiasRelu}: dx_j ← dx_j ⊙ 1[h_j > 0] and then db_j = Σ dx_j.
     *
     * @param h [N, D], as {@code addBiasRelu} left it
     * @param dx [N, D]: on entry the gradient in h, afterwards that in x
     * @param db [1, D]
     */
    void reluBackward(Matrix h, Matrix dx, Matrix db);

    /**
     * x_j ← tanh(x_j + b_j). {@link CpuKernels} computes it to within 5e-7.
     *
     * @param x [N, D]; holds the activation h afterwards
     * @param bias b, [1, D]
     */
    void addBiasTanh(Matrix x, Matrix bias);

    /**
     * The gradient of {@link #addBiasTanh}: dx = (1 − h²) ⊙ dy.
     *
     * @param h [N, D], as {@code addBiasTanh} left it
     * @param dy [N, D], the gradient in h
     * @param dx [N, D]; may be dy itself
     */
    void tanhBackward(Matrix h, Matrix dy, Matrix dx);

    /**
     * The gradient of {@link #tanhBackward} in h: dh ← dh − 2 h ⊙ dy ⊙ ddx. The divergence of a vector field is made of
     * such gradients, so training one needs it.
     *
     * @param h [N, D], as given to {@code tanhBackward}
     * @param dy [N, D], as given to it
     * @param ddx [N, D], the gradient in the dx that it gave
     * @param dh [N, D], to which is added
     */
    void tanhBackwardBackward(Matrix h, Matrix dy, Matrix ddx, Matrix dh);
}
