package io.github.lrmfspark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.when;

import io.github.lrmfspark.storage.InvalidInputException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.bitset.BitSetMethods;
import org.jspecify.annotations.Nullable;

/**
 * A column of vectors: {@code array<float>}, {@code array<double>} or an ML {@code vector}. Inside, a vector is always an
 * {@code array<float>}; this class holds Spark's expressions from and to the column's own type.
 *
 * @param column name of the column
 * @param type the column's own type
 */
public record FeatureSchema(String column, DataType type) implements Serializable {
    private static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);

    /**
     * Finds the column in a schema.
     *
     * @throws InvalidInputException if there is no such column, or it is of another type
     */
    public static FeatureSchema of(StructType schema, String column) {
        if (!Arrays.asList(schema.fieldNames()).contains(column)) {
            throw new InvalidInputException(
                    "Expected a column '" + column + "'; found " + nearestFirst(schema, column));
        }
        DataType type = schema.apply(column).dataType();
        if (!isVector(type) && !isArrayOf(type, DataTypes.FloatType) && !isArrayOf(type, DataTypes.DoubleType)) {
            throw new InvalidInputException("Expected column '" + column
                    + "' of type array<float>, array<double> or vector; found " + type.catalogString() + " among "
                    + nearestFirst(schema, column));
        }
        return new FeatureSchema(column, type);
    }

    /**
     * Refuses a schema without a column of that name.
     *
     * @throws InvalidInputException that lists the columns there are
     */
    public static void requireColumn(StructType schema, String column) {
        if (!Arrays.asList(schema.fieldNames()).contains(column)) {
            throw new InvalidInputException(
                    "Expected a column '" + column + "'; found " + nearestFirst(schema, column));
        }
    }

    /** The column as {@code array<float>}; a null vector stays null. */
    public Column floats() {
        Column vectors = quoted(column);
        if (isVector(type)) {
            return when(vectors.isNotNull(), org.apache.spark.ml.functions.vector_to_array(vectors, "float32"));
        }
        return vectors.cast(FLOATS);
    }

    /** The column as {@code array<double>}. */
    Column doubles() {
        Column vectors = quoted(column);
        return isVector(type)
                ? org.apache.spark.ml.functions.vector_to_array(vectors, "float64")
                : vectors.cast(DataTypes.createArrayType(DataTypes.DoubleType));
    }

    /** Whether the column holds doubles, of which {@link #floats} keeps seven digits. */
    boolean isWide() {
        return !isArrayOf(type, DataTypes.FloatType);
    }

    /** From {@code array<float>} back to the column's own type; a null vector stays null. */
    public Column restored(Column floats) {
        if (isVector(type)) {
            return when(floats.isNotNull(), org.apache.spark.ml.functions.array_to_vector(floats));
        }
        return floats.cast(type);
    }

    /** Whether a vector is there and holds finite floats only. */
    public Column isValid() {
        return floats().isNotNull().and(forall(floats(), x -> x.between(-Float.MAX_VALUE, Float.MAX_VALUE)));
    }

    /** A column by its exact name, whatever characters are in it. */
    public static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    /**
     * Reads one {@code array<float>}. A null inside becomes NaN, and −0 becomes 0, so that equal vectors have equal bits.
     *
     * @return a fresh array, or null for a null vector
     */
    public static float @Nullable [] read(InternalRow row, int ordinal) {
        if (row.isNullAt(ordinal)) {
            return null;
        }
        ArrayData array = row.getArray(ordinal);
        float[] vector = new float[array.numElements()];
        read(array, vector, 0);
        return vector;
    }

    /** The same for one that is there, into an array from {@code offset} on. */
    public static void read(ArrayData array, float[] to, int offset) {
        int length = array.numElements();
        for (int j = 0; j < length; j++) {
            to[offset + j] = array.getFloat(j) + 0f;
        }
        if (mayHoldNulls(array)) {
            for (int j = 0; j < length; j++) {
                to[offset + j] = array.isNullAt(j) ? Float.NaN : to[offset + j];
            }
        }
    }

    /** In Spark's binary form, the length [8 bytes] comes before a bit for each null. */
    private static boolean mayHoldNulls(ArrayData array) {
        return !(array instanceof UnsafeArrayData binary)
                || BitSetMethods.anySet(
                        binary.getBaseObject(),
                        binary.getBaseOffset() + Long.BYTES,
                        (binary.numElements() + Long.SIZE - 1L) / Long.SIZE);
    }

    private static boolean isVector(DataType type) {
        return type.equals(SQLDataTypes.VectorType());
    }

    private static boolean isArrayOf(DataType type, DataType element) {
        return type instanceof ArrayType array && array.elementType().equals(element);
    }

    static String nearestFirst(StructType schema, String column) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return Arrays.stream(schema.fields())
                .sorted(Comparator.comparing(field -> distance.apply(field.name(), column)))
                .map(field -> "'" + field.name() + "' " + field.dataType().catalogString())
                .collect(Collectors.joining(", ", "the columns ", ""));
    }
}
