package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A flat vector of P numbers, or a slice of one, and what its parts are called. Shares memory with the vector. */
public final class Parameters {
    private final INDArray flat;
    private final int offset;
    private final ParameterSpec spec;

    private Parameters(INDArray flat, int offset, ParameterSpec spec) {
        this.flat = flat;
        this.offset = offset;
        this.spec = spec;
    }

    /**
     * Names the parts of {@code flat}.
     *
     * @throws IllegalArgumentException if its length is not the spec's size
     */
    public static Parameters of(INDArray flat, ParameterSpec spec) {
        if (flat.length() != spec.size()) {
            throw new IllegalArgumentException(
                    "Expected a vector of " + spec.size() + " parameters; found " + flat.length());
        }
        return new Parameters(flat, 0, spec);
    }

    /** A new vector of zeros. */
    public static Parameters zeros(DataType type, ParameterSpec spec) {
        return new Parameters(Nd4j.zeros(type, Math.max(1, spec.size())), 0, spec);
    }

    /** The slice of {@code part.size()} numbers from {@code from} on. */
    public Parameters slice(int from, ParameterSpec part) {
        return new Parameters(flat, offset + from, part);
    }

    /** All of it as one column [P, 1], sharing memory. */
    public Matrix column() {
        return Matrix.view(flat, offset, spec.size(), 1);
    }

    /** The block of that name, sharing memory. */
    public Matrix matrix(String name) {
        ParameterSpec.Block b = spec.block(name);
        return Matrix.view(flat, offset + b.offset(), b.rows(), b.columns());
    }
}
