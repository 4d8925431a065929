package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/**
 * y = e^s ⊙ x + b with s, b [1, D], whoever owns them: what {@link Affine} and {@link ActNorm} compute.
 *
 * <pre>
 *   x  = e^−s ⊙ (y − b),     log|det ∂y/∂x| = Σ_j s_j,     the same for every row
 *   dx = e^s ⊙ dy,           ds = Σ_n (dy ⊙ e^s ⊙ x + dLogDet),   db = Σ_n dy
 *   dy = e^−s ⊙ dx,          ds = −Σ_n (dx ⊙ x + dLogDet),        db = −Σ_n dy     of the inverse
 * </pre>
 *
 * <p>The scale is kept as its logarithm: it stays positive whatever a step of an optimiser does, and log|det|
 * is a sum. s is not bounded; e^s leaves the range of float32 beyond |s| ≈ 88.
 *
 * <p>Each call costs O(N D). Forward keeps a reference to x; the inverse keeps the x it found, in its buffer.
 */
class Elementwise implements Bijector.Computation {
    final Kernels kernels;
    final Matrix logScale;
    final Matrix shift;
    private final Matrix logScaleGradient;
    private final Matrix shiftGradient;
    private final Matrix y;
    private final Matrix dx;
    private Matrix x;

    /**
     * For numbers and gradients that need not lie in the binding's vectors.
     *
     * @param logScale s [1, D]
     * @param shift b [1, D]
     * @param logScaleGradient [1, D], where ds goes
     * @param shiftGradient [1, D], where db goes; may be that of s where nobody reads them
     */
    Elementwise(Binding binding, Matrix logScale, Matrix shift, Matrix logScaleGradient, Matrix shiftGradient) {
        this.kernels = binding.kernels();
        this.logScale = logScale;
        this.shift = shift;
        this.logScaleGradient = logScaleGradient;
        this.shiftGradient = shiftGradient;
        this.y = binding.buffer(shift.columns());
        this.dx = binding.buffer(shift.columns());
        this.x = y;
    }

    @Override
    public Matrix forward(Matrix x, Matrix logDet) {
        this.x = x;
        kernels.affine(x, logScale, shift, y, logDet);
        return y;
    }

    @Override
    public Matrix backward(Matrix dy, Matrix dLogDet) {
        kernels.affineBackward(x, logScale, dy, dLogDet, dx, logScaleGradient, shiftGradient);
        return dx;
    }

    @Override
    public Matrix inverse(Matrix y, Matrix logDet) {
        kernels.affineInverse(y, logScale, shift, dx, logDet);
        return dx;
    }

    @Override
    public Matrix inverseBackward(Matrix fromX, Matrix dLogDet) {
        kernels.affineInverseBackward(dx, logScale, fromX, dLogDet, y, logScaleGradient, shiftGradient);
        return y;
    }
}
