package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Maps rows through a trained bijector, a batch at a time, in float32. Not thread-safe; one per task. */
public final class RowMapper {
    private final Kernels kernels;
    private final Bijector.Computation bijector;
    private final int dimension;
    private final int batchSize;
    private final Matrix x;
    private final Matrix logDet;

    public RowMapper(Bijector bijector, float[] parameters, int batchSize) {
        Parameters values = Parameters.zeros(DataType.FLOAT, bijector.parameterSpec());
        if (parameters.length != bijector.parameterSpec().size()) {
            throw new IllegalArgumentException(
                    "Expected " + bijector.parameterSpec().size() + " parameters; found " + parameters.length);
        }
        if (parameters.length > 0) {
            values = Parameters.of(Nd4j.createFromArray(parameters), bijector.parameterSpec());
        }
        Binding binding = Binding.forward(DataType.FLOAT, batchSize, values);
        this.kernels = binding.kernels();
        this.bijector = bijector.bind(binding);
        this.dimension = bijector.dimension();
        this.batchSize = batchSize;
        this.x = binding.buffer(dimension);
        this.logDet = binding.buffer(1);
        this.bijector.prepare();
    }

    public int batchSize() {
        return batchSize;
    }

    /** Replaces the first {@code count} of the row-major {@code rows} [batchSize, D] by their images. */
    public void forward(float[] rows, int count) {
        kernels.load(rows, 0, dimension, x);
        kernels.fill(logDet, 0);
        kernels.store(bijector.forward(x, logDet), count, rows, 0, dimension);
    }

    /** Replaces the first {@code count} of the row-major {@code rows} [batchSize, D] by their pre-images. */
    public void inverse(float[] rows, int count) {
        kernels.load(rows, 0, dimension, x);
        kernels.fill(logDet, 0);
        kernels.store(bijector.inverse(x, logDet), count, rows, 0, dimension);
    }

    /** log|det| of the last {@link #forward} or {@link #inverse}, in the direction that was mapped, at one row. */
    public double logDet(int row) {
        return logDet.value(row, 0);
    }
}
