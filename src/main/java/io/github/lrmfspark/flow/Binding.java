package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a description is bound to before it computes: who computes, how many rows a batch has, and where its parameters and
 * their gradient lie.
 */
public record Binding(Kernels kernels, int batchSize, Parameters values, Parameters gradient) {

    /** For training: {@code backward} writes into {@code gradient}. */
    public static Binding of(Kernels kernels, int batchSize, ParameterSpec spec, INDArray values, INDArray gradient) {
        return new Binding(kernels, batchSize, Parameters.of(values, spec), Parameters.of(gradient, spec));
    }

    /** For evaluation alone: {@code backward} must not be called. */
    public static Binding forward(DataType type, int batchSize, Parameters values) {
        return new Binding(Kernels.of(type, batchSize), batchSize, values, values);
    }

    /** The binding of a part whose parameters begin at {@code offset}. */
    public Binding part(int offset, ParameterSpec spec) {
        return new Binding(kernels, batchSize, values.slice(offset, spec), gradient.slice(offset, spec));
    }

    /** The same for batches of another size. */
    public Binding withBatchSize(int rows) {
        kernels.reserve(rows);
        return new Binding(kernels, rows, values, gradient);
    }

    /** A new buffer [N, columns]. */
    public Matrix buffer(int columns) {
        return Matrix.zeros(kernels.type(), batchSize, columns);
    }
}
