package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a description is bound to before it computes: who computes, how many rows a batch has, and where its
 * parameters and their gradient lie.
 *
 * <p>A bound map works on batches of exactly N rows, for which its buffers were made. Both vectors are shared:
 * an optimiser that writes into {@code values} changes the map, from its next {@code prepare} on. Kernels are
 * not thread-safe, so nothing bound to them is either.
 *
 * @param kernels the primitives, for one floating type and one device
 * @param batchSize N, the rows of every batch
 * @param values the parameters [P]; read in every step, and written by {@code initialise} alone
 * @param gradient the loss' gradient in the parameters [P], in the same layout; {@code backward} writes it
 */
public record Binding(Kernels kernels, int batchSize, Parameters values, Parameters gradient) {

    /**
     * For training: {@code backward} writes into {@code gradient}.
     *
     * @param kernels the primitives, with room for at least N rows
     * @param batchSize N
     * @param spec the layout of both vectors
     * @param values the parameters [P]
     * @param gradient their gradient [P]
     * @return the binding, sharing memory with both vectors
     * @throws IllegalArgumentException if a vector has another length than the spec's size P
     */
    public static Binding of(Kernels kernels, int batchSize, ParameterSpec spec, INDArray values, INDArray gradient) {
        return new Binding(kernels, batchSize, Parameters.of(values, spec), Parameters.of(gradient, spec));
    }

    /**
     * For evaluation alone. The gradient is bound to the values themselves, which saves a vector [P]:
     * {@code backward} must not be called, since it would write over the parameters.
     *
     * @param type the floating type of the values and of all buffers
     * @param batchSize N
     * @param values the parameters [P]
     * @return the binding, with kernels of its own
     * @throws io.github.lrmfspark.kernel.UnusableDeviceException if this thread's device is a card that ND4J
     *     has no code for
     */
    public static Binding forward(DataType type, int batchSize, Parameters values) {
        return new Binding(Kernels.of(type, batchSize), batchSize, values, values);
    }

    /**
     * The binding of a part whose parameters begin at {@code offset}.
     *
     * @param offset where they begin, counted from the first number of this binding
     * @param spec the part's layout
     * @return the same kernels and N, with slices of both vectors that share their memory
     */
    public Binding part(int offset, ParameterSpec spec) {
        return new Binding(kernels, batchSize, values.slice(offset, spec), gradient.slice(offset, spec));
    }

    /**
     * The same for batches of another size, and room for them in the kernels, which both bindings share.
     *
     * @param rows the other N
     * @return the same numbers for batches of that size
     */
    public Binding withBatchSize(int rows) {
        kernels.reserve(rows);
        return new Binding(kernels, rows, values, gradient);
    }

    /**
     * A new buffer for one matrix of a batch. It lives as long as what was bound.
     *
     * @param columns how many
     * @return zeros [N, columns] of the kernels' type
     */
    public Matrix buffer(int columns) {
        return Matrix.zeros(kernels.type(), batchSize, columns);
    }
}
