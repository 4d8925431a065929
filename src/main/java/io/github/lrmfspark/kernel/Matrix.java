package io.github.lrmfspark.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A view of ND4J memory as a matrix [rows, columns], stored column by column: element (r, c) lies at c · leading + r.
 *
 * <p>Views share memory with what they were made from. A matrix is made when a model is bound to a batch size and then used
 * for every step, so that a step makes none.
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

    /** A new matrix of zeros. */
    public static Matrix zeros(DataType type, int rows, int columns) {
        return view(Nd4j.zeros(type, Math.multiplyExact(rows, columns)), 0, rows, columns);
    }

    /** The {@code rows · columns} consecutive values of {@code flat} from {@code offset} on, as a matrix. */
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

    /** Columns {@code from} (included) to {@code to} (excluded). */
    public Matrix columns(int from, int to) {
        return new Matrix(view(array, (long) from * leading, rows, to - from, leading), rows, to - from, leading);
    }

    /** Rows {@code from} (included) to {@code to} (excluded). */
    public Matrix rows(int from, int to) {
        return new Matrix(view(array, from, to - from, columns, leading), to - from, columns, leading);
    }

    /** Whether its columns follow one another without a gap. */
    public boolean isContiguous() {
        return leading == rows;
    }

    /**
     * The same values, in the order in which they are stored, as a matrix of another shape.
     *
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

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** The distance in memory from one column to the next. */
    int leading() {
        return leading;
    }

    public DataType type() {
        return array.dataType();
    }

    /** The same memory as ND4J sees it. */
    public INDArray array() {
        return array;
    }

    public double value(int row, int column) {
        return floats != null ? floats.get(column * leading + row) : array.getDouble(row, column);
    }

    public void put(int row, int column, double value) {
        if (floats != null) {
            floats.put(column * leading + row, (float) value);
        } else {
            array.putScalar(row, column, value);
        }
    }

    /** The same memory as one buffer of floats. */
    FloatBuffer floats() {
        return checked(floats);
    }

    /** The same memory as BLAS sees it. */
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
