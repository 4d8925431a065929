package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Maps rows y = f(x) by a trained bijector, a batch at a time, in float32. The way back is the mapper of its {@link Inverse}.
 * Rows are taken and given in place, in an array of the caller's. Not thread-safe; one per task.
 *
 * <p>A mapper that normalises gives y / ‖y‖ instead, with the length in double. A y of zero, or one that is not finite, stays
 * as it is.
 */
public final class RowMapper {
    /** Rows of a batch: enough for the products of matrices to be fast, few enough for the memory of a task. */
    private static final int BATCH_SIZE = 256;

    private final Kernels kernels;
    private final Bijector.Computation bijector;
    private final int dimension;
    private final int batchSize;
    private final boolean normalises;
    private final Matrix x;
    private final Matrix logDet;

    /**
     * Binds a bijector to its numbers, and allocates every buffer.
     *
     * @param bijector f, of D coordinates and P parameters
     * @param parameters [P] of the bijector
     * @param batchSize the most rows that are mapped at a time
     * @throws IllegalArgumentException if there are not P parameters
     */
    public RowMapper(Bijector bijector, float[] parameters, int batchSize) {
        this(bijector, parameters, batchSize, false);
    }

    private RowMapper(Bijector bijector, float[] parameters, int batchSize, boolean normalises) {
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
        this.normalises = normalises;
        this.x = binding.buffer(dimension);
        this.logDet = binding.buffer(1);
        this.bijector.prepare();
    }

    /**
     * A trained bijector, from which each thread of any JVM makes a mapper of its own.
     *
     * @param bijector f, of D coordinates and P parameters
     * @param parameters [P] of the bijector; not to be changed
     * @param normalises whether images are brought to length one
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Maker(Bijector bijector, float[] parameters, boolean normalises) implements Serializable {
        /**
         * Makes mappers that leave lengths as they are.
         *
         * @param bijector f, of D coordinates and P parameters
         * @param parameters [P] of the bijector; not to be changed
         */
        public Maker(Bijector bijector, float[] parameters) {
            this(bijector, parameters, false);
        }

        /** {@return a mapper of batches of the one size that all of them have} */
        public RowMapper open() {
            return new RowMapper(bijector, parameters, BATCH_SIZE, normalises);
        }
    }

    /** {@return the dimension D of the rows} */
    public int dimension() {
        return dimension;
    }

    /** {@return the most rows that are mapped at a time} */
    public int batchSize() {
        return batchSize;
    }

    /**
     * Replaces rows by their images.
     *
     * @param rows row-major, [batchSize, D]; the first ones are replaced
     * @param count how many of them, at most batchSize
     */
    public void map(float[] rows, int count) {
        kernels.load(rows, 0, dimension, x);
        kernels.fill(logDet, 0);
        kernels.store(bijector.forward(x, logDet), count, rows, 0, dimension);
        for (int row = 0; normalises && row < count; row++) {
            normalise(rows, row * dimension, (row + 1) * dimension);
        }
    }

    private static void normalise(float[] rows, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (double) rows[i] * rows[i];
        }
        if (0 < squares && squares < Double.POSITIVE_INFINITY) {
            double length = Math.sqrt(squares);
            for (int i = from; i < to; i++) {
                rows[i] = (float) (rows[i] / length);
            }
        }
    }

    /**
     * {@return log|det ∂f(x)/∂x| at one row of the last batch, in nats}
     *
     * @param row its number in the batch
     */
    public double logDet(int row) {
        return logDet.value(row, 0);
    }

    /**
     * {@return whether a row holds finite numbers only}
     *
     * @param rows row-major, [batchSize, D]
     * @param row its number among these
     */
    public boolean isFinite(float[] rows, int row) {
        for (int i = row * dimension; i < (row + 1) * dimension; i++) {
            if (!Float.isFinite(rows[i])) {
                return false;
            }
        }
        return true;
    }
}
