package io.github.lrmfspark.parquet;

import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Writes a part of a Parquet file again with the vectors of one column mapped. Every other column keeps its type, its values and,
 * byte for byte, its pages, and the file its own metadata. Where rows are left out, or a chunk does not say where its dictionary is, see
 * {@link DictionaryPages}, values are copied one by one.
 */
final class VectorRewrite implements Closeable {
    private final Configuration hadoop;
    private final Path from;
    private final String column;
    private final InvalidRows invalid;
    private final ParquetFileReader reader;
    private final SeekableInputStream pages;
    private final FileMetaData metadata;
    private final List<Type> missing;
    private final Map<String, String> written;

    /**
     * Opens those row groups of a file that have their middle in a part of it.
     *
     * @param start the first byte of the part
     * @param end the byte after its last one
     * @param column of the vectors
     * @param all the columns of the whole set; those that the file lacks are null in its rows
     * @param invalid what becomes of rows without a vector of finite values
     */
    VectorRewrite(
            Configuration hadoop,
            Path from,
            long start,
            long end,
            String column,
            MissingColumns all,
            InvalidRows invalid)
            throws IOException {
        this.hadoop = hadoop;
        this.from = from;
        this.column = column;
        this.invalid = invalid;
        HadoopInputFile file = HadoopInputFile.fromPath(from, hadoop);
        this.reader = ParquetFileReader.open(
                file, HadoopReadOptions.builder(hadoop).withRange(start, end).build());
        this.pages = file.newStream();
        this.metadata = reader.getFileMetaData();
        this.missing = all.in(metadata.getSchema());
        this.written = all.added(missing, metadata.getKeyValueMetaData());
    }

    /** Whether there is no such row group. */
    boolean isEmpty() {
        return reader.getRowGroups().isEmpty();
    }

    /**
     * Writes them to a new file.
     *
     * @return rows written
     * @throws InvalidInputException if there is a row without a vector of finite values and it is not to be left out
     */
    long write(RowMapper mapper, Path to) throws IOException {
        ParquetFileWriter writer = new ParquetFileWriter(
                HadoopOutputFile.fromPath(to, hadoop),
                schema(),
                ParquetFileWriter.Mode.CREATE,
                ParquetWriter.DEFAULT_BLOCK_SIZE,
                0,
                ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
                ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
                ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
        VectorColumn vectors = VectorColumn.of(metadata.getSchema(), column);
        float[] batch = new float[mapper.batchSize() * mapper.dimension()];
        writer.start();
        long rows = 0;
        for (int group = 0; group < reader.getRowGroups().size(); group++) {
            rows += write(group, vectors, mapper, batch, writer);
        }
        writer.end(written);
        return rows;
    }

    private MessageType schema() {
        List<Type> columns = new ArrayList<>(metadata.getSchema().getFields());
        columns.addAll(missing);
        return new MessageType(metadata.getSchema().getName(), columns);
    }

    private int write(int group, VectorColumn vectors, RowMapper mapper, float[] batch, ParquetFileWriter writer)
            throws IOException {
        BlockMetaData block = reader.getRowGroups().get(group);
        int rows = Math.toIntExact(block.getRowCount());
        CompressionCodecName codec = chunks(block, column).get(0).getCodec();
        ColumnChunks mapped = new ColumnChunks(vectors.projection(), codec, hadoop);
        BitSet kept = map(group, rows, vectors, mapper, batch, mapped);
        int left = kept.cardinality();
        if (left == 0) {
            return 0;
        }
        writer.startBlock(left);
        MessageType schema = metadata.getSchema();
        for (Type field : schema.getFields()) {
            if (field.getName().equals(column)) {
                mapped.writeTo(writer);
            } else if (left == rows && chunks(block, field.getName()).stream().allMatch(DictionaryPages::areKnown)) {
                append(block, field.getName(), writer);
            } else {
                copy(group, field, kept, writer);
            }
        }
        for (Type field : missing) {
            ColumnChunks nulls = new ColumnChunks(new MessageType(schema.getName(), field), codec, hadoop);
            nulls.addNulls(left);
            nulls.writeTo(writer);
        }
        writer.endBlock();
        return left;
    }

    /** Maps the vectors of a row group, and says which rows have one. */
    private BitSet map(int group, int rows, VectorColumn vectors, RowMapper mapper, float[] batch, ColumnChunks mapped)
            throws IOException {
        VectorColumn.Reader in = vectors.reader(read(group, vectors.projection()));
        VectorColumn.Writer out = vectors.writer(mapped.columns());
        BitSet kept = new BitSet(rows);
        int dimension = mapper.dimension();
        int[] rowOf = new int[mapper.batchSize()];
        int filled = 0;
        for (int row = 0; row < rows; row++) {
            if (in.read(batch, filled * dimension, dimension)) {
                kept.set(row);
                rowOf[filled++] = row;
            } else if (invalid == InvalidRows.ERROR) {
                throw new InvalidInputException("Expected vectors of " + dimension + " finite values in column '"
                        + column + "'; found none in " + named(row, group));
            }
            if (filled == mapper.batchSize() || (row == rows - 1 && filled > 0)) {
                mapper.map(batch, filled);
                for (int i = 0; i < filled; i++) {
                    if (!mapper.isFinite(batch, i)) {
                        throw InvalidRows.overflow(named(rowOf[i], group));
                    }
                    out.write(batch, i * dimension, dimension);
                    mapped.endRow();
                }
                filled = 0;
            }
        }
        return kept;
    }

    private String named(int row, int group) {
        return "row " + row + " of row group " + group + " of '" + from + "'";
    }

    private ColumnReadStore read(int group, MessageType columns) throws IOException {
        reader.setRequestedSchema(columns);
        return new ColumnReadStoreImpl(reader.readRowGroup(group), new Unconverted(), columns, metadata.getCreatedBy());
    }

    private void append(BlockMetaData block, String field, ParquetFileWriter writer) throws IOException {
        for (ColumnChunkMetaData chunk : chunks(block, field)) {
            writer.appendColumnChunk(
                    metadata.getSchema().getColumnDescription(chunk.getPath().toArray()),
                    pages,
                    DictionaryPages.counted(chunk),
                    reader.readBloomFilter(chunk),
                    reader.readColumnIndex(chunk),
                    reader.readOffsetIndex(chunk));
        }
    }

    private void copy(int group, Type field, BitSet kept, ParquetFileWriter writer) throws IOException {
        BlockMetaData block = reader.getRowGroups().get(group);
        MessageType alone = new MessageType(metadata.getSchema().getName(), field);
        ColumnChunks copied =
                new ColumnChunks(alone, chunks(block, field.getName()).get(0).getCodec(), hadoop);
        copied.copy(read(group, alone), Math.toIntExact(block.getRowCount()), kept);
        copied.writeTo(writer);
    }

    private static List<ColumnChunkMetaData> chunks(BlockMetaData block, String field) {
        return block.getColumns().stream()
                .filter(chunk -> chunk.getPath().toArray()[0].equals(field))
                .toList();
    }

    @Override
    public void close() throws IOException {
        pages.close();
        reader.close();
    }
}
