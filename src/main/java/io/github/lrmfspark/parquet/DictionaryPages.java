package io.github.lrmfspark.parquet;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * Where the dictionary of a column chunk is, whatever its writer says of it. parquet-java writes the place of a dictionary only for
 * chunks that count their encodings, which those of DuckDB and polars do not: copied as they are, they could not be read again.
 */
final class DictionaryPages {
    private DictionaryPages() {}

    /** Whether a chunk has a dictionary before its first page of data, or none, and says so either way. */
    static boolean areKnown(ColumnChunkMetaData chunk) {
        boolean placed =
                0 < chunk.getDictionaryPageOffset() && chunk.getDictionaryPageOffset() < chunk.getFirstDataPageOffset();
        return placed == chunk.hasDictionaryPage();
    }

    /** The same chunk with encodings counted. Where nobody counted, some pages may be without the dictionary. */
    static ColumnChunkMetaData counted(ColumnChunkMetaData chunk) {
        if (!chunk.hasDictionaryPage() || chunk.getEncodingStats() != null) {
            return chunk;
        }
        EncodingStats encodings = new EncodingStats.Builder()
                .addDictEncoding(Encoding.PLAIN)
                .addDataEncodings(chunk.getEncodings())
                .addDataEncoding(Encoding.PLAIN)
                .build();
        return ColumnChunkMetaData.get(
                chunk.getPath(),
                chunk.getPrimitiveType(),
                chunk.getCodec(),
                encodings,
                chunk.getEncodings(),
                chunk.getStatistics(),
                chunk.getFirstDataPageOffset(),
                chunk.getDictionaryPageOffset(),
                chunk.getValueCount(),
                chunk.getTotalSize(),
                chunk.getTotalUncompressedSize());
    }
}
