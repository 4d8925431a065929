package io.github.lrmfspark.parquet;

import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Spark's own type: {@code type} 0 has {@code size}, {@code indices} and {@code values}, {@code type} 1 all values. It is written with all. */
final class MlVectors extends VectorColumn {
    private static final int SPARSE = 0;
    private static final int DENSE = 1;

    private final ColumnDescriptor type;
    private final ColumnDescriptor size;
    private final ColumnDescriptor indices;
    private final ColumnDescriptor values;
    private final int present;

    MlVectors(MessageType projection, List<ColumnDescriptor> leaves) {
        super(projection);
        this.type = leaves.get(0);
        this.size = leaves.get(1);
        this.indices = leaves.get(2);
        this.values = leaves.get(3);
        this.present = projection.getType(0).isRepetition(Type.Repetition.REQUIRED) ? 0 : 1;
    }

    @Override
    Reader reader(ColumnReadStore columns) {
        Parts parts = new Parts(columns);
        return parts::read;
    }

    /** The readers of the four leaves, all at one row. */
    private final class Parts {
        private final ColumnReader types;
        private final ColumnReader sizes;
        private final ColumnReader places;
        private final ColumnReader numbers;
        private int[] found = new int[0];

        Parts(ColumnReadStore columns) {
            types = columns.getColumnReader(type);
            sizes = columns.getColumnReader(size);
            places = columns.getColumnReader(indices);
            numbers = columns.getColumnReader(values);
        }

        boolean read(float[] into, int at, int dimension) {
            int kind = single(types, -1);
            int length = single(sizes, dimension);
            int count = places(dimension);
            Arrays.fill(into, at, at + dimension, 0f);
            int number = 0;
            boolean valid = (kind == SPARSE || kind == DENSE) && length == dimension;
            do {
                if (numbers.getCurrentDefinitionLevel() == values.getMaxDefinitionLevel()) {
                    int place = kind == DENSE ? number : number < count ? found[number] : -1;
                    float value = value(numbers, true);
                    valid &= Float.isFinite(value) && place >= 0 && place < dimension;
                    if (valid) {
                        into[at + place] = value;
                    }
                    number++;
                }
                numbers.consume();
            } while (numbers.getCurrentRepetitionLevel() > 0);
            return valid && number == (kind == DENSE ? dimension : count);
        }

        private int places(int dimension) {
            if (found.length < dimension) {
                found = new int[dimension];
            }
            int count = 0;
            do {
                if (places.getCurrentDefinitionLevel() == indices.getMaxDefinitionLevel()) {
                    int place = places.getInteger();
                    if (count < dimension) {
                        found[count] = place;
                    }
                    count++;
                }
                places.consume();
            } while (places.getCurrentRepetitionLevel() > 0);
            return Math.min(count, dimension);
        }

        private static int single(ColumnReader reader, int absent) {
            boolean present =
                    reader.getCurrentDefinitionLevel() == reader.getDescriptor().getMaxDefinitionLevel();
            int value = present ? reader.getInteger() : absent;
            reader.consume();
            return value;
        }
    }

    @Override
    Writer writer(ColumnWriteStore columns) {
        ColumnWriter types = columns.getColumnWriter(type);
        ColumnWriter sizes = columns.getColumnWriter(size);
        ColumnWriter places = columns.getColumnWriter(indices);
        ColumnWriter numbers = columns.getColumnWriter(values);
        return (from, at, dimension) -> {
            types.write(DENSE, 0, type.getMaxDefinitionLevel());
            sizes.writeNull(0, present);
            places.writeNull(0, present);
            for (int j = 0; j < dimension; j++) {
                numbers.write((double) from[at + j], Math.min(j, 1), values.getMaxDefinitionLevel());
            }
        };
    }
}
