package io.github.lrmfspark.parquet;

import io.github.lrmfspark.storage.InvalidInputException;
import java.io.Serializable;

/** A map of vectors [D], a batch at a time. Not thread-safe. */
public interface VectorMap {
    /** D. */
    int dimension();

    /** How many rows a batch may have. */
    int batchSize();

    /** Maps the first {@code rows} of a batch [rows, D] in place. */
    void map(float[] batch, int rows);

    /** Whether one row of a batch, or of its images, holds finite numbers only. */
    default boolean isFinite(float[] batch, int row) {
        for (int i = row * dimension(); i < (row + 1) * dimension(); i++) {
            if (!Float.isFinite(batch[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * The refusal of a finite row whose image is not: it lies so far from those of the training that float32 overflows.
     *
     * @param name what the message calls the row
     */
    static InvalidInputException overflow(String name) {
        return new InvalidInputException(
                "Expected rows whose images float32 can hold; found that of " + name
                        + " beyond it. The row lies too far from those that the model was trained on: repair it or leave it out");
    }

    /** Makes a map with buffers of its own, for one thread of any JVM. */
    @FunctionalInterface
    interface Maker extends Serializable {
        VectorMap open();
    }
}
