package io.github.lrmfspark.data;

import java.io.Serializable;
import java.util.function.Supplier;

/** A map of vectors [D], a batch at a time. Not thread-safe. */
public interface VectorMap {
    /** D. */
    int dimension();

    /** How many rows a batch may have. */
    int batchSize();

    /** Maps the first {@code rows} of a batch [rows, D] in place. */
    void map(float[] batch, int rows);

    /**
     * Refuses an image that is not finite: its row lies so far from those of the training that float32 overflows.
     *
     * @param row of the last batch
     * @param name what the message calls it
     * @throws InvalidInputException that names the row
     */
    default void requireFinite(float[] images, int row, Supplier<String> name) {
        for (int i = row * dimension(); i < (row + 1) * dimension(); i++) {
            if (!Float.isFinite(images[i])) {
                throw new InvalidInputException("Expected rows whose images are finite; found that of " + name.get()
                        + " beyond float32 in coordinate " + (i - row * dimension())
                        + ". It lies too far from the rows that the model was trained on: leave it out");
            }
        }
    }

    /** Makes a map with buffers of its own, for one thread of any JVM. */
    @FunctionalInterface
    interface Maker extends Serializable {
        VectorMap open();
    }
}
