package io.github.lrmfspark.data;

import io.github.lrmfspark.flow.RowMapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable matrix of floats, [rows, dimension], row-major.
 *
 * <p>The rows lie in chunks of about a megabyte, so that a worker's share may hold more than 2³¹ values and grows
 * without copying. A chunk holds a power of two of rows.
 */
public final class PackedRows implements Serializable {
    private static final int CHUNK_VALUES = 1 << 18;

    private final int dimension;
    private final int rows;
    private final int chunkBits;
    private final float[][] chunks;

    private PackedRows(int dimension, int rows, float[][] chunks) {
        this.dimension = dimension;
        this.rows = rows;
        this.chunkBits = chunkBits(dimension);
        this.chunks = chunks;
    }

    /** Copies a row-major array of whole rows. */
    public static PackedRows of(int dimension, float[] rowMajor) {
        Builder builder = new Builder(dimension);
        if (rowMajor.length % dimension != 0) {
            throw new IllegalArgumentException(
                    "Expected whole rows of " + dimension + " values; found " + rowMajor.length + " values");
        }
        for (int offset = 0; offset < rowMajor.length; offset += dimension) {
            builder.add(rowMajor, offset);
        }
        return builder.build();
    }

    public int dimension() {
        return dimension;
    }

    public int rows() {
        return rows;
    }

    /** One value; row in 0 … rows − 1, column in 0 … dimension − 1. */
    public float value(int row, int column) {
        return chunks[row >>> chunkBits][offset(row) + column];
    }

    /** Whether no value is infinite or NaN. */
    public boolean isFinite() {
        for (float[] chunk : chunks) {
            for (float value : chunk) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether any two rows differ. */
    public boolean varies() {
        for (int row = 1; row < rows; row++) {
            for (int column = 0; column < dimension; column++) {
                if (value(row, column) != value(0, column)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Writes one row to {@code into[offset … offset + dimension − 1]}. */
    public void copyRow(int row, float[] into, int offset) {
        System.arraycopy(chunks[row >>> chunkBits], offset(row), into, offset, dimension);
    }

    /** A copy of the rows {@code from} (inclusive) to {@code to} (exclusive). */
    public PackedRows slice(int from, int to) {
        if (from < 0 || to < from || to > rows) {
            throw new IndexOutOfBoundsException("Expected rows within 0 … " + rows + "; found " + from + " … " + to);
        }
        Builder builder = new Builder(dimension);
        for (int row = from; row < to; row++) {
            builder.add(chunks[row >>> chunkBits], offset(row));
        }
        return builder.build();
    }

    /**
     * The first numbers of every row, [N, k]; these rows themselves where that is all of them.
     *
     * @param count k, in 1 … D
     */
    public PackedRows firstColumns(int count) {
        if (count == dimension) {
            return this;
        }
        Builder builder = new Builder(count);
        for (int row = 0; row < rows; row++) {
            builder.add(chunks[row >>> chunkBits], offset(row));
        }
        return builder.build();
    }

    /**
     * The images of the rows, [N, D].
     *
     * @param mapper of vectors of length D
     */
    public PackedRows mappedBy(RowMapper mapper) {
        return mappedBy(mapper, new double[rows]);
    }

    /**
     * The images of the rows, [N, D], and how much the map stretches space at each.
     *
     * @param mapper of vectors of length D
     * @param logDets takes the log-determinants of the mapper's bijector, in nats, [N]
     */
    public PackedRows mappedBy(RowMapper mapper, double[] logDets) {
        Builder images = new Builder(dimension);
        float[] batch = new float[mapper.batchSize() * dimension];
        for (int from = 0; from < rows; from += mapper.batchSize()) {
            int count = Math.min(mapper.batchSize(), rows - from);
            for (int i = 0; i < count; i++) {
                copyRow(from + i, batch, i * dimension);
            }
            mapper.map(batch, count);
            for (int i = 0; i < count; i++) {
                images.add(batch, i * dimension);
                logDets[from + i] = mapper.logDet(i);
            }
        }
        return images.build();
    }

    /** A copy as one row-major array; at most 2³¹ − 1 values fit. */
    public float[] toArray() {
        float[] all = new float[Math.multiplyExact(rows, dimension)];
        int offset = 0;
        for (float[] chunk : chunks) {
            System.arraycopy(chunk, 0, all, offset, chunk.length);
            offset += chunk.length;
        }
        return all;
    }

    /** Equal when the dimension and every value are, bit for bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PackedRows that
                && dimension == that.dimension
                && rows == that.rows
                && Arrays.deepEquals(chunks, that.chunks);
    }

    @Override
    public int hashCode() {
        return 31 * dimension + Arrays.deepHashCode(chunks);
    }

    @Override
    public String toString() {
        return "PackedRows[" + rows + ", " + dimension + "]";
    }

    private int offset(int row) {
        return (row & ((1 << chunkBits) - 1)) * dimension;
    }

    private static int chunkBits(int dimension) {
        return 31 - Integer.numberOfLeadingZeros(Math.max(1, CHUNK_VALUES / dimension));
    }

    /** Gathers rows one by one. Not thread-safe; used once. */
    public static final class Builder {
        private final int dimension;
        private final int chunkRows;
        private final List<float[]> chunks = new ArrayList<>();
        private float[] last = new float[0];
        private int filled;
        private int rows;

        public Builder(int dimension) {
            if (dimension < 1) {
                throw new IllegalArgumentException("Expected a dimension of at least 1; found " + dimension);
            }
            this.dimension = dimension;
            this.chunkRows = 1 << chunkBits(dimension);
        }

        /** Appends a copy of one vector. */
        public Builder add(float[] vector) {
            if (vector.length != dimension) {
                throw new IllegalArgumentException(
                        "Expected a vector of length " + dimension + "; found " + vector.length);
            }
            return add(vector, 0);
        }

        /** Appends a copy of {@code values[offset … offset + dimension − 1]}. */
        public Builder add(float[] values, int offset) {
            if (filled == last.length) {
                grow();
            }
            System.arraycopy(values, offset, last, filled, dimension);
            filled += dimension;
            rows = Math.addExact(rows, 1);
            return this;
        }

        /** Appends copies of all rows of a matrix of the same dimension. */
        public Builder addAll(PackedRows others) {
            for (int row = 0; row < others.rows; row++) {
                add(others.chunks[row >>> others.chunkBits], others.offset(row));
            }
            return this;
        }

        public int rows() {
            return rows;
        }

        public PackedRows build() {
            if (filled > 0) {
                chunks.add(filled == last.length ? last : Arrays.copyOf(last, filled));
                last = new float[0];
                filled = 0;
            }
            return new PackedRows(dimension, rows, chunks.toArray(new float[0][]));
        }

        /** Doubles the open chunk until it is full-sized, then opens the next one. */
        private void grow() {
            int full = chunkRows * dimension;
            if (filled == full) {
                chunks.add(last);
                last = new float[full];
                filled = 0;
            } else {
                last = Arrays.copyOf(last, Math.min(full, Math.max(dimension, 2 * last.length)));
            }
        }
    }
}
