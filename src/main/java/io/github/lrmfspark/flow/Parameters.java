package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A flat vector of P numbers, or a slice of one, and what its parts are called. Shares memory with the vector.
 *
 * <p>One vector for a whole model is what optimisers, averaging over workers and saved files deal with. A map
 * sees its own slice as named matrices, each a view at
 *
 * <pre>
 *   flat[offset + block.offset + column · rows + row]
 * </pre>
 *
 * <p>A gradient in the same layout is another {@code Parameters} with the same spec.
 */
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
     * @param flat the vector [P]
     * @param spec its layout
     * @return a view of all of it
     * @throws IllegalArgumentException if its length is not the spec's size
     */
    public static Parameters of(INDArray flat, ParameterSpec spec) {
        if (flat.length() != spec.size()) {
            throw new IllegalArgumentException(
                    "Expected a vector of " + spec.size() + " parameters; found " + flat.length());
        }
        return new Parameters(flat, 0, spec);
    }

    /**
     * A new vector of zeros, at which a map that is trained is the identity. ND4J has no vector without
     * elements, so that of an empty spec has one number, which nothing reads.
     *
     * @param type the floating type
     * @param spec the layout
     * @return zeros [P]
     */
    public static Parameters zeros(DataType type, ParameterSpec spec) {
        return new Parameters(Nd4j.zeros(type, Math.max(1, spec.size())), 0, spec);
    }

    /**
     * The slice of {@code part.size()} numbers from {@code from} on. Its end is checked once a matrix of it is
     * asked for.
     *
     * @param from where it begins, counted from the first number of this slice
     * @param part its layout
     * @return the slice, sharing memory
     */
    public Parameters slice(int from, ParameterSpec part) {
        return new Parameters(flat, offset + from, part);
    }

    /** {@return all of it as one column [P, 1], sharing memory} */
    public Matrix column() {
        return Matrix.view(flat, offset, spec.size(), 1);
    }

    /**
     * The block of that name.
     *
     * @param name as the spec has it, with the names of enclosing maps before it
     * @return its numbers [rows, columns], sharing memory
     * @throws IllegalArgumentException if the spec has no such block, or the slice goes beyond the vector
     */
    public Matrix matrix(String name) {
        ParameterSpec.Block b = spec.block(name);
        return Matrix.view(flat, offset + b.offset(), b.rows(), b.columns());
    }
}
