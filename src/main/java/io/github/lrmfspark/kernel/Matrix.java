package io.github.lrmfspark.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A view of ND4J memory as a matrix [rows, columns], stored column by column: element (r, c) lies at c · leading + r
 * from its beginning. {@code leading} is at least the number of rows, and more in a view of some rows.
 *
 * <p>Views share memory with what they were made from, and keep it alive. A matrix is made when a model is bound to a
 * batch size and then used for every step, so that a step makes none.
 *
 * <p>In float32 on a CPU it also knows its memory as a buffer and as a pointer, which {@link CpuKernels} read and
 * write. On any other type or device it has the array alone. Bounds are checked only where a method says so. A matrix
 * has no lock; its numbers belong to one thread at a time.
 */
public final class Matrix {
    private final INDArray array;
    private final int rows;
    private final int columns;
    private final int leading;
    private final @Nullable FloatPointer pointer;
    private final @Nullable FloatBuffer floats;

    private Matrix(INDArray array, int rows, int columns, int leading) {
        this.array = array;
        this.rows = rows;
        this.columns = columns;
        this.leading = leading;
        if (Device.isCpu() && array.data().addressPointer() instanceof FloatPointer first) {
            this.pointer = first.capacity((columns - 1L) * leading + rows);
            this.floats = pointer.asByteBuffer().asFloatBuffer();
        } else {
            this.pointer = null;
            this.floats = null;
        }
    }

    /**
     * A new matrix of zeros, outside the Java heap or on the card of the calling thread.
     *
     * @param type a floating one
     * @param rows at least 1
     * @param columns at least 1
     * @return a matrix without gaps
     * @throws ArithmeticException if it has more than 2³¹ − 1 elements
     */
    public static Matrix zeros(DataType type, int rows, int columns) {
        return view(Nd4j.zeros(type, Math.multiplyExact(rows, columns)), 0, rows, columns);
    }

    /**
     * The {@code rows · columns} consecutive values of a vector from {@code offset} on, as a matrix.
     *
     * @param flat a vector without gaps, or a matrix that is stored column by column
     * @param offset of the first value
     * @param rows how many of them make a column
     * @param columns how many columns
     * @return a view without gaps between its columns
     * @throws IllegalArgumentException if the slice is not within the vector
     */
    public static Matrix view(INDArray flat, long offset, int rows, int columns) {
        if (offset < 0 || offset + (long) rows * columns > flat.length()) {
            throw new IllegalArgumentException("Expected a slice within " + flat.length() + " values; found offset "
                    + offset + " and shape [" + rows + ", " + columns + "]");
        }
        return new Matrix(view(flat, offset, rows, columns, rows), rows, columns, rows);
    }

    private static INDArray view(INDArray base, long offset, int rows, int columns, int leading) {
        return Nd4j.create(
                base.data(), new long[] {rows, columns}, new long[] {1, leading}, base.offset() + offset, 'f');
    }

    /**
     * Some columns, such as one half of a coupling.
     *
     * @param from the first one, from 0
     * @param to the one after the last
     * @return a view [rows, to − from]
     */
    public Matrix columns(int from, int to) {
        return new Matrix(view(array, (long) from * leading, rows, to - from, leading), rows, to - from, leading);
    }

    /**
     * Some rows, such as those of one domain.
     *
     * @param from the first one, from 0
     * @param to the one after the last
     * @return a view [to − from, columns], with gaps between its columns unless it has all rows
     */
    public Matrix rows(int from, int to) {
        return new Matrix(view(array, from, to - from, columns, leading), to - from, columns, leading);
    }

    /** {@return whether its columns follow one another without a gap} */
    public boolean isContiguous() {
        return leading == rows;
    }

    /**
     * The same values, in the order in which they are stored, as a matrix of another shape.
     *
     * @param otherRows of the new shape
     * @param otherColumns of the new shape
     * @return a view
     * @throws IllegalArgumentException if there are gaps between the columns, or the shape has another number of values
     */
    public Matrix reshape(int otherRows, int otherColumns) {
        if (!isContiguous() || (long) otherRows * otherColumns != (long) rows * columns) {
            throw new IllegalArgumentException("Expected " + rows + " · " + columns
                    + " values without gaps; found the shape [" + otherRows + ", " + otherColumns + "]"
                    + (isContiguous() ? "" : " and gaps"));
        }
        return new Matrix(view(array, 0, otherRows, otherColumns, otherRows), otherRows, otherColumns, otherRows);
    }

    /** {@return the number of rows, N} */
    public int rows() {
        return rows;
    }

    /** {@return the number of columns, D} */
    public int columns() {
        return columns;
    }

    /** The distance in memory from one column to the next. */
    int leading() {
        return leading;
    }

    /** {@return the type of its elements} */
    public DataType type() {
        return array.dataType();
    }

    /** {@return the same memory as ND4J sees it, [rows, columns]} */
    public INDArray array() {
        return array;
    }

    /**
     * One element, for splines, tests and small matrices: far slower than a pass over a column, and a transfer on a
     * card.
     *
     * @param row r, from 0
     * @param column c, from 0
     * @return the value, in float64 whatever the type
     */
    public double value(int row, int column) {
        return floats != null ? floats.get(column * leading + row) : array.getDouble(row, column);
    }

    /**
     * Sets one element, as slowly as {@link #value} gives one.
     *
     * @param row r, from 0
     * @param column c, from 0
     * @param value is rounded to the type of the matrix
     */
    public void put(int row, int column, double value) {
        if (floats != null) {
            floats.put(column * leading + row, (float) value);
        } else {
            array.putScalar(row, column, value);
        }
    }

    /**
     * The same memory as one buffer of floats, from element (0, 0) to the last one, gaps included.
     *
     * @throws IllegalStateException if it is not float32 in CPU memory
     */
    FloatBuffer floats() {
        return checked(floats);
    }

    /**
     * The same memory as BLAS sees it: the address of element (0, 0), with {@link #leading} beside it.
     *
     * @throws IllegalStateException if it is not float32 in CPU memory
     */
    FloatPointer pointer() {
        return checked(pointer);
    }

    private <T> T checked(@Nullable T memory) {
        if (memory == null) {
            throw new IllegalStateException("Expected float32 in CPU memory; found " + type());
        }
        return memory;
    }

    @Override
    public String toString() {
        return "Matrix[" + rows + ", " + columns + "] of " + type();
    }
}
