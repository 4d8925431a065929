package io.github.lrmfspark.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * A schema of Parquet that travels, as a file holds it. Its words are none: parquet-java cannot read those again where a name holds
 * a space or a comma.
 *
 * @param bytes in Base64
 */
record StoredSchema(String bytes) implements Serializable {

    static StoredSchema of(MessageType schema) {
        ParquetMetadata alone = new ParquetMetadata(new FileMetaData(schema, Map.of(), ""), List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Util.writeFileMetaData(new ParquetMetadataConverter().toParquetMetadata(1, alone), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StoredSchema(Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    MessageType read() {
        ByteArrayInputStream in = new ByteArrayInputStream(Base64.getDecoder().decode(bytes));
        try {
            return new ParquetMetadataConverter()
                    .readParquetMetadata(in, ParquetMetadataConverter.NO_FILTER)
                    .getFileMetaData()
                    .getSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
