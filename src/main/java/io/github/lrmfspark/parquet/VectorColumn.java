package io.github.lrmfspark.parquet;

import io.github.lrmfspark.storage.InvalidInputException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A column of vectors as Parquet stores it: float or double values of a list, or the parts of an ML vector.
 *
 * <p>References: Melnik et al., "Dremel: interactive analysis of web-scale datasets", VLDB 2010, for repetition and definition
 * levels.
 */
abstract class VectorColumn {
    private final MessageType projection;

    VectorColumn(MessageType projection) {
        this.projection = projection;
    }

    /**
     * Finds the column in the schema of a file.
     *
     * @throws InvalidInputException if it holds no vectors
     */
    static VectorColumn of(MessageType schema, String name) {
        MessageType projection = new MessageType(schema.getName(), schema.getType(name));
        List<ColumnDescriptor> leaves = projection.getColumns();
        if (leaves.size() == 1 && leaves.get(0).getMaxRepetitionLevel() == 1 && isFloating(leaves.get(0))) {
            return new VectorList(projection, leaves.get(0));
        }
        List<String> parts = leaves.stream().map(leaf -> leaf.getPath()[1]).toList();
        if (parts.equals(List.of("type", "size", "indices", "values"))) {
            return new MlVectors(projection, leaves);
        }
        throw new InvalidInputException(
                "Expected column '" + name + "' to hold lists of float or double; found " + schema.getType(name));
    }

    static boolean isFloating(ColumnDescriptor leaf) {
        PrimitiveTypeName type = leaf.getPrimitiveType().getPrimitiveTypeName();
        return type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE;
    }

    /** The schema of this column alone. */
    MessageType projection() {
        return projection;
    }

    /** Reads one row after the other. */
    interface Reader {
        /**
         * Reads the next vector.
         *
         * @param into where it goes, [D] from {@code at} on
         * @return whether it is a vector of D finite values; if not, what was put there has no meaning
         */
        boolean read(float[] into, int at, int dimension);
    }

    /** Writes one row after the other. */
    interface Writer {
        /** Writes the vector [D] that begins at {@code at}. */
        void write(float[] from, int at, int dimension);
    }

    abstract Reader reader(ColumnReadStore columns);

    abstract Writer writer(ColumnWriteStore columns);

    /** A value of the row under way; −0 becomes 0, as in {@code FeatureSchema}. */
    static float value(ColumnReader reader, boolean isDouble) {
        return (isDouble ? (float) reader.getDouble() : reader.getFloat()) + 0f;
    }

    static void write(ColumnWriter writer, boolean isDouble, float value, int repetition, int definition) {
        if (isDouble) {
            writer.write((double) value, repetition, definition);
        } else {
            writer.write(value, repetition, definition);
        }
    }
}
