package io.github.lrmfspark.data;

import java.io.Serializable;

/** A map of vectors [D], a batch at a time. Not thread-safe. */
public interface VectorMap {
    /** D. */
    int dimension();

    /** How many rows a batch may have. */
    int batchSize();

    /** Maps the first {@code rows} of a batch [rows, D] in place. */
    void map(float[] batch, int rows);

    /** Makes a map with buffers of its own, for one thread of any JVM. */
    @FunctionalInterface
    interface Maker extends Serializable {
        VectorMap open();
    }
}
