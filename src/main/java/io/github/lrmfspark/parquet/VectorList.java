package io.github.lrmfspark.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** One leaf whose values are those of the vector. */
final class VectorList extends VectorColumn {
    private final ColumnDescriptor leaf;
    private final boolean isDouble;

    VectorList(MessageType projection, ColumnDescriptor leaf) {
        super(projection);
        this.leaf = leaf;
        this.isDouble = leaf.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE;
    }

    @Override
    Reader reader(ColumnReadStore columns) {
        ColumnReader values = columns.getColumnReader(leaf);
        return (into, at, dimension) -> {
            int length = 0;
            boolean valid = true;
            do {
                boolean present = values.getCurrentDefinitionLevel() == leaf.getMaxDefinitionLevel();
                if (present && length < dimension) {
                    float value = value(values, isDouble);
                    into[at + length] = value;
                    valid &= Float.isFinite(value);
                } else if (present) {
                    values.skip();
                }
                valid &= present;
                length++;
                values.consume();
            } while (values.getCurrentRepetitionLevel() > 0);
            return valid && length == dimension;
        };
    }

    @Override
    Writer writer(ColumnWriteStore columns) {
        ColumnWriter values = columns.getColumnWriter(leaf);
        int definition = leaf.getMaxDefinitionLevel();
        return (from, at, dimension) -> {
            for (int j = 0; j < dimension; j++) {
                write(values, isDouble, from[at + j], Math.min(j, 1), definition);
            }
        };
    }
}
