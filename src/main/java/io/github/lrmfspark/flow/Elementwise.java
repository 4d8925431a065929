package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/** y = e^s ⊙ x + b with s, b [1, D], whoever owns them: what {@link Affine} and {@link ActNorm} compute. */
class Elementwise implements Bijector.Computation {
    final Kernels kernels;
    final Matrix logScale;
    final Matrix shift;
    private final Matrix logScaleGradient;
    private final Matrix shiftGradient;
    private final Matrix y;
    private final Matrix dx;
    private Matrix x;

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
