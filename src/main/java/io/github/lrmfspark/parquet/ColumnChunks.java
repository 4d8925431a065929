package io.github.lrmfspark.parquet;

import java.io.IOException;
import java.util.BitSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/** The chunks of one column, of all its leaves, in a row group that is being written. */
final class ColumnChunks {
    /** Without dictionaries: values of vectors hardly repeat. */
    private static final ParquetProperties PROPERTIES =
            ParquetProperties.builder().withDictionaryEncoding(false).build();

    private final MessageType schema;
    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore columns;

    /**
     * Chunks without a row.
     *
     * @param schema of this column alone
     */
    ColumnChunks(MessageType schema, CompressionCodecName codec, Configuration hadoop) {
        this.schema = schema;
        this.pages = new ColumnChunkPageWriteStore(
                new CodecFactory(hadoop, PROPERTIES.getPageSizeThreshold()).getCompressor(codec),
                schema,
                PROPERTIES.getAllocator(),
                PROPERTIES.getColumnIndexTruncateLength(),
                PROPERTIES.getPageWriteChecksumEnabled());
        this.columns = PROPERTIES.newColumnWriteStore(schema, pages, pages);
    }

    /** Where rows are written. */
    ColumnWriteStore columns() {
        return columns;
    }

    /** Ends the row that was written. */
    void endRow() {
        columns.endRecord();
    }

    /** Copies some rows of a row group, value by value. */
    void copy(ColumnReadStore from, int rows, BitSet kept) {
        Leaf[] leaves = schema.getColumns().stream()
                .map(leaf -> new Leaf(leaf, from.getColumnReader(leaf), columns.getColumnWriter(leaf)))
                .toArray(Leaf[]::new);
        for (int row = 0; row < rows; row++) {
            for (Leaf leaf : leaves) {
                leaf.next(kept.get(row));
            }
            if (kept.get(row)) {
                endRow();
            }
        }
    }

    /** Adds rows without a value. */
    void addNulls(int rows) {
        ColumnWriter[] leaves =
                schema.getColumns().stream().map(columns::getColumnWriter).toArray(ColumnWriter[]::new);
        for (int row = 0; row < rows; row++) {
            for (ColumnWriter leaf : leaves) {
                leaf.writeNull(0, 0);
            }
            endRow();
        }
    }

    /** A primitive column that is copied. */
    private record Leaf(ColumnDescriptor descriptor, ColumnReader from, ColumnWriter to) {
        void next(boolean kept) {
            do {
                boolean present = from.getCurrentDefinitionLevel() == descriptor.getMaxDefinitionLevel();
                if (!present && kept) {
                    to.writeNull(from.getCurrentRepetitionLevel(), from.getCurrentDefinitionLevel());
                } else if (present && kept) {
                    copy(from.getCurrentRepetitionLevel(), from.getCurrentDefinitionLevel());
                } else if (present) {
                    from.skip();
                }
                from.consume();
            } while (from.getCurrentRepetitionLevel() > 0);
        }

        private void copy(int repetition, int definition) {
            switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
                case INT32 -> to.write(from.getInteger(), repetition, definition);
                case INT64 -> to.write(from.getLong(), repetition, definition);
                case BOOLEAN -> to.write(from.getBoolean(), repetition, definition);
                case FLOAT -> to.write(from.getFloat(), repetition, definition);
                case DOUBLE -> to.write(from.getDouble(), repetition, definition);
                case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> to.write(from.getBinary(), repetition, definition);
            }
        }
    }

    /** Ends the chunks and appends them to the row group of a file. */
    void writeTo(ParquetFileWriter file) throws IOException {
        columns.flush();
        pages.flushToFileWriter(file);
        columns.close();
    }
}
