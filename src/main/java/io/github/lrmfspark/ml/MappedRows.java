package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.FeatureSchema;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.ProjectingInternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Rows in their order, with the vector in one column replaced by its image; read and mapped a batch at a time, so that
 * memory is that of one batch, allocated once. A null vector stays null, and a finite one whose image is not is
 * refused. A returned row holds until the next one is asked for.
 *
 * <p>A batch is N rows of {@link RowMapper#batchSize}. It keeps copies of N rows, since Spark uses a row's memory
 * again, and N D floats. Vectors go from the rows into one array [N, D], are mapped there in place, and are copied out
 * one at a time. A null vector leaves its place in the batch unused. The last batch may be shorter.
 *
 * <p>Used in a task of Spark, by its thread. Not thread-safe.
 */
final class MappedRows implements Iterator<InternalRow> {
    /** Values of a vector that stand for it in a message. */
    private static final int NAMED = 4;

    private final Iterator<InternalRow> rows;
    private final RowMapper mapper;
    private final StructType schema;
    private final int column;
    private final int id;
    private final InternalRow[] batch;
    private final boolean[] present;
    private final boolean[] finite;
    private final float[] vectors;
    private final UnsafeArrayData values;
    private final GenericInternalRow image = new GenericInternalRow(1);
    private final JoinedRow joined = new JoinedRow();
    private final ProjectingInternalRow replaced;
    private int filled;
    private int next;

    /**
     * The rows with the vectors mapped. Nothing is read yet.
     *
     * @param rows of one partition, which may use a row's memory again
     * @param mapper of vectors of length D, for these rows alone
     * @param schema of the rows
     * @param column where the vectors are, as {@code array<float>}
     */
    MappedRows(Iterator<InternalRow> rows, RowMapper mapper, StructType schema, int column) {
        this.rows = rows;
        this.mapper = mapper;
        this.schema = schema;
        this.column = column;
        this.id = Arrays.asList(schema.fieldNames()).indexOf(FeatureSet.ID);
        this.batch = new InternalRow[mapper.batchSize()];
        this.present = new boolean[mapper.batchSize()];
        this.finite = new boolean[mapper.batchSize()];
        this.vectors = new float[mapper.batchSize() * mapper.dimension()];
        this.values = UnsafeArrayData.fromPrimitiveArray(new float[mapper.dimension()]);
        this.replaced = replacing(schema, column);
    }

    @Override
    public boolean hasNext() {
        return next < filled || rows.hasNext();
    }

    /**
     * {@inheritDoc} The first one of a batch reads and maps the batch.
     *
     * @return the same object every time, with other values
     * @throws InvalidInputException if a vector of the batch is not of length D, or a finite vector has an image that
     *     float32 cannot hold
     */
    @Override
    public InternalRow next() {
        if (next == filled) {
            fill();
        }
        image.update(0, present[next] ? imageOf(next) : null);
        replaced.project(joined.apply(batch[next], image));
        next++;
        return replaced;
    }

    /** Reads a batch, maps it in place, and refuses it if a finite vector has an image that is not. */
    private void fill() {
        if (!rows.hasNext()) {
            throw new NoSuchElementException();
        }
        next = 0;
        for (filled = 0; filled < batch.length && rows.hasNext(); filled++) {
            InternalRow row = rows.next();
            batch[filled] = kept(row, batch[filled]);
            present[filled] = !row.isNullAt(column);
            if (present[filled]) {
                put(row.getArray(column));
            }
            finite[filled] = present[filled] && mapper.isFinite(vectors, filled);
        }
        mapper.map(vectors, filled);
        for (int row = 0; row < filled; row++) {
            if (finite[row] && !mapper.isFinite(vectors, row)) {
                throw InvalidRows.overflow(nameOf(batch[row]));
            }
        }
    }

    /** Its {@code id}, or how its vector begins. */
    private String nameOf(InternalRow row) {
        if (id >= 0) {
            return "id="
                    + (row.isNullAt(id) ? null : row.get(id, schema.apply(id).dataType()));
        }
        float[] vector = Objects.requireNonNull(FeatureSchema.read(row, column));
        return "the row that begins with " + Arrays.toString(Arrays.copyOf(vector, Math.min(NAMED, vector.length)));
    }

    /** A row that stays as it is, in the memory of one that is done with where that is possible. */
    private static InternalRow kept(InternalRow row, @Nullable InternalRow done) {
        if (row instanceof UnsafeRow bytes && done instanceof UnsafeRow memory) {
            memory.copyFrom(bytes);
            return memory;
        }
        return row.copy();
    }

    /** Copies a vector to the next place of the batch. A null inside it becomes NaN. */
    private void put(ArrayData vector) {
        int dimension = mapper.dimension();
        if (vector.numElements() != dimension) {
            throw new InvalidInputException("Expected vectors of length " + dimension
                    + ", which the model was trained on; found one of length " + vector.numElements());
        }
        FeatureSchema.read(vector, vectors, filled * dimension);
    }

    /** The image in one place of the batch, in the binary form of an array, whose header and length never change. */
    private UnsafeArrayData imageOf(int row) {
        int bytes = Float.BYTES * mapper.dimension();
        Platform.copyMemory(
                vectors,
                Platform.FLOAT_ARRAY_OFFSET + (long) row * bytes,
                values.getBaseObject(),
                values.getBaseOffset() + UnsafeArrayData.calculateHeaderPortionInBytes(mapper.dimension()),
                bytes);
        return values;
    }

    /** A view of a row and one more value, with that value in place of {@code column}. */
    private static ProjectingInternalRow replacing(StructType schema, int column) {
        Object[] ordinals = IntStream.range(0, schema.size())
                .map(i -> i == column ? schema.size() : i)
                .boxed()
                .toArray();
        return ProjectingInternalRow.apply(
                schema, JavaConverters.asScalaBuffer(Arrays.asList(ordinals)).toIndexedSeq());
    }
}
