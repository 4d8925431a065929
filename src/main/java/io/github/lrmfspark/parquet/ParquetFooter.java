package io.github.lrmfspark.parquet;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/**
 * What the end of a Parquet file says of it.
 *
 * @param rows how many it holds
 * @param schema by the types of Parquet
 * @param columns those that Spark can read, by its types
 * @param unreadable the other ones, each with the reason
 * @param streamSplit whether values of a column are split into streams of bytes, which Spark's faster reader does not know
 */
record ParquetFooter(
        long rows, StoredSchema schema, StructType columns, Map<String, String> unreadable, boolean streamSplit)
        implements Serializable {
    /** Binary stays binary, INT96 is a timestamp, names are exact, timestamps without a zone stay so, nanoseconds are no numbers. */
    private static final ParquetToSparkSchemaConverter TYPES =
            new ParquetToSparkSchemaConverter(false, true, true, true, false);

    /** Where Spark writes the types of a file's columns. */
    static final String WRITTEN_BY_SPARK = "org.apache.spark.sql.parquet.row.metadata";

    /**
     * Reads the footer of a file.
     *
     * @throws IOException if the file is no Parquet, or cannot be read
     */
    static ParquetFooter of(Path file, Configuration hadoop) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
            return of(reader.getFooter(), new CodecFactory(hadoop, 0));
        }
    }

    private static ParquetFooter of(ParquetMetadata footer, CodecFactory codecs) throws IOException {
        FileMetaData metadata = footer.getFileMetaData();
        if (metadata.getEncryptionType() != FileMetaData.EncryptionType.UNENCRYPTED) {
            throw new IOException("it is encrypted");
        }
        Map<String, String> unreadable = new LinkedHashMap<>();
        Set<Encoding> encodings = new TreeSet<>();
        long rows = 0;
        for (BlockMetaData block : footer.getBlocks()) {
            rows += block.getRowCount();
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                encodings.addAll(chunk.getEncodings());
                if (!isKnown(chunk.getCodec(), codecs)) {
                    unreadable.putIfAbsent(
                            chunk.getPath().toArray()[0],
                            "it is compressed by " + chunk.getCodec() + ", which Spark lacks");
                }
            }
        }
        return new ParquetFooter(
                rows,
                StoredSchema.of(metadata.getSchema()),
                columns(metadata, unreadable),
                unreadable,
                encodings.contains(Encoding.BYTE_STREAM_SPLIT));
    }

    private static boolean isKnown(CompressionCodecName codec, CodecFactory codecs) {
        try {
            codecs.getDecompressor(codec);
            return true;
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    private static StructType columns(FileMetaData metadata, Map<String, String> unreadable) {
        MessageType schema = metadata.getSchema();
        StructType written = writtenBySpark(metadata);
        StructType columns = new StructType();
        for (Type column : schema.getFields()) {
            String name = column.getName();
            try {
                DataType type = TYPES.convert(new MessageType(schema.getName(), column))
                        .apply(0)
                        .dataType();
                columns = unreadable.containsKey(name) ? columns : columns.add(name, ofSpark(written, name, type));
            } catch (Exception e) { // Spark throws its checked AnalysisException undeclared
                unreadable.put(name, "Spark has no type for " + column);
            }
        }
        return columns;
    }

    /** The columns as Spark wrote them; none where it did not, or with types that are not known here. */
    private static StructType writtenBySpark(FileMetaData metadata) {
        String said = metadata.getKeyValueMetaData().get(WRITTEN_BY_SPARK);
        try {
            return said != null && DataType.fromJson(said) instanceof StructType columns ? columns : new StructType();
        } catch (RuntimeException e) {
            return new StructType();
        }
    }

    /** A type of Spark's own, such as ML's vector, where Spark wrote the column as one. */
    private static DataType ofSpark(StructType written, String name, DataType stored) {
        return Arrays.asList(written.fieldNames()).contains(name)
                        && written.apply(name).dataType() instanceof UserDefinedType<?> own
                        && own.sqlType().asNullable().equals(stored.asNullable())
                ? own
                : stored;
    }
}
