package io.github.lrmfspark.fuzz;

import static io.github.lrmfspark.fuzz.Layout.either;
import static io.github.lrmfspark.fuzz.Layout.read;
import static io.github.lrmfspark.fuzz.ParquetFiles.PLAIN;
import static io.github.lrmfspark.fuzz.ParquetFiles.list;
import static io.github.lrmfspark.fuzz.ParquetFiles.schema;
import static io.github.lrmfspark.fuzz.ParquetFiles.vector;
import static io.github.lrmfspark.fuzz.ParquetFiles.whole;
import static io.github.lrmfspark.fuzz.ParquetFiles.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/** Sets of one file each: encodings and codecs, shapes of vectors, types of other columns, and what writers that are not Spark's make of them. */
final class Layouts {
    private static final Path SAMPLES = Path.of("src/test/resources/io/github/lrmfspark/fuzz/samples");
    private static final int ROWS = 24;

    /** What of the samples nobody needs to read: types that Spark does not know, codecs that it does not bring, encodings that it cannot read. */
    private static final List<String> STRANGE = List.of(
            "duckdb-brotli",
            "duckdb-nanoseconds",
            "duckdb-times",
            "duckdb-words",
            "polars-types",
            "wasm-byte-stream-split",
            "wasm-vectors-byte-stream-split",
            "wasm-times");

    private Layouts() {}

    static List<Layout> all() {
        return Stream.of(encodings(), pages(), shapes(), types(), nested(), samples(), LayoutsOfDirectories.all())
                .flatMap(layouts -> layouts)
                .toList();
    }

    private static Layout.Writing file(MessageType schema, UnaryOperator<ExampleParquetWriter.Builder> options) {
        return directory -> write(directory.resolve("part-0.parquet"), schema, 0, ROWS, options);
    }

    private static Layout.Writing file(MessageType schema) {
        return file(schema, options -> options);
    }

    private static Stream<Layout> encodings() {
        MessageType floats = schema(PLAIN);
        MessageType doubles = whole("required int64 id; " + vector("optional double element;") + PLAIN);
        return Stream.of(
                read("v1, plain", file(floats, w -> w.withDictionaryEncoding(false))),
                read("v1, dictionaries", file(floats, w -> w.withDictionaryEncoding(true))),
                read(
                        "v2, delta",
                        file(
                                floats,
                                w -> w.withDictionaryEncoding(false).withWriterVersion(WriterVersion.PARQUET_2_0))),
                read("v2, dictionaries", file(floats, w -> w.withWriterVersion(WriterVersion.PARQUET_2_0))),
                read("v1, a dictionary that is too large", file(floats, w -> w.withDictionaryPageSize(64))),
                read("snappy", file(floats, w -> w.withCompressionCodec(CompressionCodecName.SNAPPY))),
                read("gzip", file(floats, w -> w.withCompressionCodec(CompressionCodecName.GZIP))),
                read("zstd", file(floats, w -> w.withCompressionCodec(CompressionCodecName.ZSTD))),
                read("lz4raw", file(floats, w -> w.withCompressionCodec(CompressionCodecName.LZ4_RAW))),
                read(
                        "v2, zstd, doubles",
                        file(
                                doubles,
                                w -> w.withCompressionCodec(CompressionCodecName.ZSTD)
                                        .withWriterVersion(WriterVersion.PARQUET_2_0))),
                either(
                        "byte stream split",
                        file(floats, w -> w.withDictionaryEncoding(false).withByteStreamSplitEncoding(true))),
                either(
                        "v2, byte stream split, doubles",
                        file(
                                doubles,
                                w -> w.withDictionaryEncoding(false)
                                        .withByteStreamSplitEncoding(true)
                                        .withWriterVersion(WriterVersion.PARQUET_2_0))));
    }

    private static Stream<Layout> pages() {
        MessageType floats = schema(PLAIN);
        return Stream.of(
                read(
                        "row groups of a few rows",
                        file(
                                floats,
                                w -> w.withRowGroupSize(512L)
                                        .withMinRowCountForPageSizeCheck(1)
                                        .withMaxRowCountForPageSizeCheck(2))),
                read("pages of a row", file(floats, w -> w.withPageRowCountLimit(1))),
                read(
                        "checksums of pages, filters",
                        file(floats, w -> w.withPageWriteChecksumEnabled(true).withBloomFilterEnabled(true))));
    }

    private static Layout shape(String name, String column) {
        return either("vectors: " + name, file(whole("required int64 id; " + column + PLAIN)))
                .naming("embedding");
    }

    private static Stream<Layout> shapes() {
        return Stream.of(
                read(
                        "vectors of doubles",
                        file(whole("required int64 id; " + vector("optional double element;") + PLAIN))),
                read(
                        "vectors of required floats",
                        file(whole("required int64 id; " + vector("required float element;") + PLAIN))),
                read(
                        "vectors of items",
                        file(whole("required int64 id; " + list("list", "optional float item;") + PLAIN))),
                read(
                        "vectors in a bag",
                        file(whole("required int64 id; " + list("bag", "optional float array_element;") + PLAIN))),
                read(
                        "vectors: array of two levels",
                        file(whole("required int64 id; " + "optional group embedding (LIST) { repeated float array; }"
                                + PLAIN))),
                read(
                        "vectors: element of two levels",
                        file(whole("required int64 id; " + "optional group embedding (LIST) { repeated float element; }"
                                + PLAIN))),
                shape(
                        "tuple",
                        "optional group embedding (LIST) { repeated group embedding_tuple { optional float value; } }"),
                read(
                        "vectors: required list",
                        file(whole("required int64 id; "
                                + "required group embedding (LIST) { repeated group list { required float element; } }"
                                + PLAIN))),
                read("vectors: repeated", file(whole("required int64 id; " + "repeated float embedding;" + PLAIN))),
                shape(
                        "no list by its type",
                        "optional group embedding { repeated group list { optional float element; } }"));
    }

    private static Layout type(String name, String columns) {
        return either("columns: " + name, file(schema(columns)));
    }

    private static Layout readable(String name, String columns) {
        return read("columns: " + name, file(schema(columns)));
    }

    private static Stream<Layout> types() {
        return Stream.of(
                readable("microseconds", "optional int64 t (TIMESTAMP(MICROS,true));"),
                readable("microseconds of no zone", "optional int64 t (TIMESTAMP(MICROS,false));"),
                readable("milliseconds", "optional int64 t (TIMESTAMP(MILLIS,true));"),
                readable("milliseconds of no zone", "optional int64 t (TIMESTAMP(MILLIS,false));"),
                type("nanoseconds", "optional int64 t (TIMESTAMP(NANOS,true));").naming("'t'", "part-0"),
                type("nanoseconds of no zone", "optional int64 t (TIMESTAMP(NANOS,false));")
                        .naming("'t'", "part-0"),
                readable("INT96", "optional int96 t;"),
                readable("dates", "optional int32 d (DATE);"),
                type(
                        "times",
                        "optional int32 ms (TIME(MILLIS,true)); optional int64 us (TIME(MICROS,false)); optional int64 ns (TIME(NANOS,true));"),
                readable(
                        "decimals",
                        "optional int32 a (DECIMAL(9,2)); optional int64 b (DECIMAL(18,4)); optional binary c (DECIMAL(30,5)); optional fixed_len_byte_array(16) d (DECIMAL(38,10));"),
                type(
                        "odd decimals",
                        "optional int64 a (DECIMAL(5,2)); optional binary b (DECIMAL(4,0)); optional fixed_len_byte_array(5) c (DECIMAL(9,9));"),
                readable(
                        "unsigned numbers",
                        "optional int32 a (INTEGER(8,false)); optional int32 b (INTEGER(16,false)); optional int32 c (INTEGER(32,false)); optional int64 d (INTEGER(64,false));"),
                readable(
                        "small numbers",
                        "optional int32 a (INTEGER(8,true)); optional int32 b (INTEGER(16,true)); optional int32 c (INTEGER(32,true)); optional int64 d (INTEGER(64,true));"),
                type("UUIDs", "optional fixed_len_byte_array(16) u (UUID);"),
                readable("bytes of one length", "optional fixed_len_byte_array(3) u;"),
                type("intervals", "optional fixed_len_byte_array(12) i (INTERVAL);"),
                readable("enumerations", "optional binary e (ENUM);"),
                readable("JSON and BSON", "optional binary j (JSON); optional binary b (BSON);"),
                readable("words and bytes", "optional binary w (STRING); required binary b;"),
                readable(
                        "required numbers",
                        "required int32 a; required double b; required float c; required boolean d;"));
    }

    private static Stream<Layout> nested() {
        return Stream.of(
                readable(
                        "a struct",
                        "optional group s { optional int32 a; required group t { optional binary b (STRING); } }"),
                readable(
                        "a map",
                        "optional group m (MAP) { repeated group key_value { required binary key (STRING); optional int32 value; } }"),
                readable(
                        "a map of old",
                        "optional group m (MAP) { repeated group map (MAP_KEY_VALUE) { required binary key (STRING); optional int32 value; } }"),
                readable(
                        "lists",
                        "optional group l (LIST) { repeated group list { optional group element (LIST) { repeated group list { optional int32 element; } } } }"),
                readable(
                        "lists of items",
                        "optional group l (LIST) { repeated group list { required binary item (STRING); } }"),
                readable("lists of old", "optional group l (LIST) { repeated int32 array; }"),
                readable("a repeated number", "repeated int32 r;"),
                readable("a repeated group", "repeated group r { required int32 a; optional float b; }"),
                readable(
                        "names of odd letters",
                        "optional int32 a.b; optional int32 a-b; optional int32 `c`; optional int32 日本; optional int32 __index_level_0__;"),
                type("names that differ by case", "optional int32 Score; optional double score;")
                        .naming("core"),
                type("vectors beside another of the same letters", "optional binary Embedding (STRING);")
                        .naming("Embedding"),
                either(
                        "columns: words for ids",
                        file(whole("required binary id (STRING); " + vector("optional float element;")))));
    }

    private static Stream<Layout> samples() {
        try (Stream<Path> all = Files.list(SAMPLES)) {
            return all.sorted().toList().stream().map(Layouts::sample);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Layout sample(Path sample) {
        String name = sample.getFileName().toString();
        Layout.Writing writing = directory -> PathUtils.copyDirectory(sample, directory);
        return STRANGE.contains(name) ? either(name, writing) : read(name, writing);
    }
}
