package io.github.lrmfspark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.flow.Affine;
import io.github.lrmfspark.flow.RowMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sets of which one column of vectors is mapped, here doubled, and everything else stays. */
@SparkTest
class MappedFilesTest {
    private static final int D = 3;
    private static final int ROWS = 700;
    private static final String VECTORS =
            "optional group embedding (LIST) { repeated group list { optional float element; } } ";

    private static final RowMapper.Maker TWICE =
            new RowMapper.Maker(Affine.of(new double[] {2, 2, 2}, new double[D]), new float[0]);

    private final SparkSession spark;

    @TempDir
    private Path folder;

    MappedFilesTest(SparkSession spark) {
        this.spark = spark;
    }

    private long map(InvalidRows invalid) throws IOException {
        ParquetSource source = ParquetSource.at(spark, folder.resolve("set").toString());
        return new MappedFiles(source, "embedding", invalid)
                .write(folder.resolve("mapped").toString(), TWICE);
    }

    private static float value(int row, int j) {
        return (float) Math.sin(row * (j + 1) * 0.37) + j;
    }

    private static void embed(Group group, int row, float factor) {
        Group vector = group.addGroup("embedding");
        for (int j = 0; j < D; j++) {
            vector.addGroup("list").append("element", factor * value(row, j));
        }
    }

    /** A column beside the vectors: what it is, in Parquet's own words, and how a row of it is filled in. */
    record Beside(String columns, BiConsumer<Group, Integer> fill) {}

    static Stream<Named<Beside>> besides() {
        Binary sixteen = Binary.fromConstantByteArray(new byte[16]);
        return Stream.of(
                beside("int64 t (TIMESTAMP(NANOS,true))", (g, i) -> g.append("t", 1704067200000000001L + i)),
                beside("int64 t (TIMESTAMP(MICROS,true))", (g, i) -> g.append("t", 253402214400000000L + i)),
                beside("int64 t (TIMESTAMP(MICROS,false))", (g, i) -> g.append("t", -60000000000000000L + i)),
                beside("int64 t (TIMESTAMP(MILLIS,true))", (g, i) -> g.append("t", -62000000000000L + i)),
                beside("int96 t", (g, i) -> g.append("t", new NanoTime(2440000 + i, 123456789))),
                beside("int32 d (DATE)", (g, i) -> g.append("d", -200000 - i)),
                beside("int64 h (TIME(MICROS,true))", (g, i) -> g.append("h", 3600000000L + i)),
                beside("int64 h (TIME(NANOS,false))", (g, i) -> g.append("h", 3600000000001L + i)),
                beside("int32 n (INTEGER(8,false))", (g, i) -> g.append("n", i % 256)),
                beside("int32 n (INTEGER(16,true))", (g, i) -> g.append("n", -i)),
                beside("int64 n (INTEGER(64,false))", (g, i) -> g.append("n", -1L - i)),
                beside("int32 n (DECIMAL(9,2))", (g, i) -> g.append("n", i)),
                beside("fixed_len_byte_array(16) n (DECIMAL(38,10))", (g, i) -> g.append("n", sixteen)),
                beside("fixed_len_byte_array(16) u (UUID)", (g, i) -> g.append("u", sixteen)),
                beside("binary e (ENUM)", (g, i) -> g.append("e", "A" + i % 3)),
                beside("binary j (JSON)", (g, i) -> g.append("j", "{\"i\":" + i + "}")),
                beside("binary b", (g, i) -> g.append("b", Binary.fromConstantByteArray(new byte[] {0, (byte) 255}))),
                beside("boolean f", (g, i) -> g.append("f", i % 2 == 0)),
                beside("double x", (g, i) -> g.append("x", i % 5 == 0 ? Double.NaN : -0.0)),
                beside("float x (INTEGER)".replace(" (INTEGER)", ""), (g, i) -> g.append("x", 1f / i)),
                named(
                        "a struct with nulls in it",
                        "optional group s { optional int32 a; required group t { optional binary b (STRING); } } ",
                        (g, i) -> {
                            if (i % 3 > 0) {
                                Group s = g.addGroup("s");
                                Group t = s.addGroup("t");
                                if (i % 3 > 1) {
                                    t.append("b", "text " + i);
                                }
                            }
                        }),
                named(
                        "a list of lists",
                        "optional group l (LIST) { repeated group list { optional group element (LIST) { repeated group"
                                + " list { optional int32 element; } } } } ",
                        (g, i) -> {
                            Group outer = g.addGroup("l");
                            for (int k = 0; k < i % 4; k++) {
                                Group inner = outer.addGroup("list").addGroup("element");
                                for (int m = 0; m < k; m++) {
                                    Group element = inner.addGroup("list");
                                    if (m % 2 == 0) {
                                        element.append("element", i + m);
                                    }
                                }
                            }
                        }),
                named(
                        "a map",
                        "optional group m (MAP) { repeated group key_value { required binary key (STRING); optional int64"
                                + " value; } } ",
                        (g, i) -> {
                            Group map = g.addGroup("m");
                            for (int k = 0; k < i % 3; k++) {
                                map.addGroup("key_value").append("key", "k" + k).append("value", (long) i);
                            }
                        }),
                named("repeated numbers", "repeated int32 r; ", (g, i) -> {
                    for (int k = 0; k < i % 3; k++) {
                        g.append("r", k);
                    }
                }));
    }

    private static Named<Beside> beside(String column, BiConsumer<Group, Integer> fill) {
        return named(column, "optional " + column + "; ", (group, row) -> {
            if (row % 7 != 3) {
                fill.accept(group, row);
            }
        });
    }

    private static Named<Beside> named(String name, String columns, BiConsumer<Group, Integer> fill) {
        return Named.of(name, new Beside(columns, fill));
    }

    @ParameterizedTest
    @MethodSource("besides")
    void aColumnBesideTheVectorsKeepsItsTypeAndItsValues(Beside beside) throws IOException {
        Path file = Files.createDirectory(folder.resolve("set")).resolve("a.parquet");
        ParquetFiles.write(
                file,
                "required int64 id; " + beside.columns + VECTORS,
                ROWS,
                builder -> builder.withRowGroupSize(4096L).withPageSize(512),
                (group, row) -> {
                    group.append("id", (long) row);
                    beside.fill.accept(group, row);
                    if (row % 50 == 49) {
                        group.addGroup("embedding"); // an empty list
                    } else {
                        embed(group, row, 1);
                    }
                });

        assertThatThrownBy(() -> map(InvalidRows.ERROR)).hasStackTraceContaining("finite values in column 'embedding'");
        assertThat(folder.resolve("mapped/_SUCCESS")).doesNotExist();

        assertThat(map(InvalidRows.DROP)).isEqualTo(ROWS - 14);
        Map<Long, String> expected = new HashMap<>();
        for (Group row : ParquetFiles.rows(file)) {
            expected.put(row.getLong("id", 0), row.toString());
        }
        int seen = 0;
        for (Path mapped : ParquetFiles.of(folder.resolve("mapped"))) {
            assertThat(ParquetFiles.footer(mapped).getFileMetaData().getSchema())
                    .isEqualTo(ParquetFiles.footer(file).getFileMetaData().getSchema());
            for (Group row : ParquetFiles.rows(mapped)) {
                seen++;
                for (int j = 0; j < D; j++) {
                    Group element = row.getGroup("embedding", 0).getGroup("list", j);
                    assertThat(element.getFloat("element", 0))
                            .as("row %s", row)
                            .isEqualTo(2 * value((int) row.getLong("id", 0), j));
                }
                assertThat(withoutVector(row.toString()))
                        .isEqualTo(withoutVector(expected.getOrDefault(row.getLong("id", 0), "embedding")));
            }
        }
        assertThat(seen).isEqualTo(ROWS - 14);
    }

    private static String withoutVector(String row) {
        return row.substring(0, row.indexOf("embedding"));
    }

    @Test
    void whereNoRowIsLeftOutOtherColumnsAreCopiedPageByPage() throws IOException {
        Path file = Files.createDirectory(folder.resolve("set")).resolve("a.parquet");
        ParquetFiles.write(
                file,
                "required int64 id; optional binary text (STRING); " + VECTORS,
                ROWS,
                builder -> builder.withCompressionCodec(CompressionCodecName.GZIP)
                        .withWriterVersion(WriterVersion.PARQUET_2_0)
                        .withBloomFilterEnabled("text", true)
                        .withExtraMetaData(Map.of("whose", "mine")),
                (group, row) -> {
                    group.append("id", (long) row).append("text", "text " + row % 10);
                    embed(group, row, 1);
                });
        assertThat(map(InvalidRows.ERROR)).isEqualTo(ROWS);
        Path mapped = ParquetFiles.of(folder.resolve("mapped")).get(0);
        ParquetMetadata before = ParquetFiles.footer(file);
        ParquetMetadata after = ParquetFiles.footer(mapped);
        assertThat(after.getFileMetaData().getKeyValueMetaData()).containsEntry("whose", "mine");
        for (int column = 0; column < 2; column++) {
            ColumnChunkMetaData was = chunk(before, column);
            ColumnChunkMetaData is = chunk(after, column);
            assertThat(bytes(mapped, is)).isEqualTo(bytes(file, was));
            assertThat(is.getStatistics()).isEqualTo(was.getStatistics());
            assertThat(is.getEncodings()).isEqualTo(was.getEncodings());
            assertThat(is.getBloomFilterOffset() < 0).isEqualTo(was.getBloomFilterOffset() < 0);
        }
        assertThat(chunk(after, 2).getCodec()).isEqualTo(CompressionCodecName.GZIP);
    }

    private static ColumnChunkMetaData chunk(ParquetMetadata footer, int column) {
        BlockMetaData block = footer.getBlocks().get(0);
        return block.getColumns().get(column);
    }

    private static byte[] bytes(Path file, ColumnChunkMetaData chunk) throws IOException {
        int from = (int) chunk.getStartingPos();
        return Arrays.copyOfRange(Files.readAllBytes(file), from, from + (int) chunk.getTotalSize());
    }

    /** The ways in which a list of numbers may lie in a file. */
    static Stream<Named<String>> lists() {
        return Stream.of(
                Named.of("of floats", VECTORS),
                Named.of("of doubles", VECTORS.replace("float", "double")),
                Named.of("required", VECTORS.replace("optional", "required")),
                Named.of("of items", VECTORS.replace("element;", "item;")),
                Named.of(
                        "of an array",
                        "optional group embedding (LIST) { repeated group bag { optional float array; } } "),
                Named.of("of two levels", "optional group embedding (LIST) { repeated float element; } "),
                Named.of("without a group", "repeated float embedding; "));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void vectorsLieAsTheyLay(String column) throws IOException {
        Path file = Files.createDirectory(folder.resolve("set")).resolve("a.parquet");
        ParquetFiles.write(file, "required int64 id; " + column, 40, builder -> builder, (group, row) -> {
            group.append("id", (long) row);
            for (int j = 0; j < D; j++) {
                add(group, column, value(row, j));
            }
        });
        assertThat(ParquetSource.at(spark, file.toString())
                        .rows(List.of())
                        .selectExpr("cast(embedding as array<float>) v")
                        .first()
                        .getList(0))
                .isEqualTo(List.of(value(0, 0), value(0, 1), value(0, 2)));
        assertThat(map(InvalidRows.ERROR)).isEqualTo(40);
        Path mapped = ParquetFiles.of(folder.resolve("mapped")).get(0);
        assertThat(ParquetFiles.footer(mapped).getFileMetaData().getSchema())
                .isEqualTo(ParquetFiles.footer(file).getFileMetaData().getSchema());
        assertThat(spark.read()
                        .parquet(mapped.toString())
                        .orderBy("id")
                        .selectExpr("cast(embedding as array<float>) v")
                        .takeAsList(2)
                        .get(1)
                        .getList(0))
                .isEqualTo(List.of(2 * value(1, 0), 2 * value(1, 1), 2 * value(1, 2)));
    }

    private static void add(Group group, String column, float value) {
        if (column.startsWith("repeated")) {
            group.append("embedding", value);
            return;
        }
        Group vector =
                group.getFieldRepetitionCount("embedding") == 0 ? group.addGroup("embedding") : group.getGroup(1, 0);
        if (column.contains("repeated float")) {
            vector.append("element", value);
            return;
        }
        Group list = vector.addGroup(0);
        if (column.contains("double")) {
            list.add(0, (double) value);
        } else {
            list.add(0, value);
        }
    }

    @Test
    void vectorsOfMlStayVectors() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Vector dense = Vectors.dense(value(i, 0), 0, value(i, 2));
            rows.add(RowFactory.create((long) i, i % 2 == 0 ? dense : dense.toSparse(), "t" + i));
        }
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("embedding", new VectorUDT())
                .add("text", DataTypes.StringType);
        spark.createDataFrame(rows, schema)
                .repartition(1)
                .write()
                .parquet(folder.resolve("set").toString());
        assertThat(map(InvalidRows.ERROR)).isEqualTo(30);
        List<Row> mapped = spark.read()
                .parquet(folder.resolve("mapped").toString())
                .orderBy("id")
                .collectAsList();
        for (int i = 0; i < 30; i++) {
            assertThat(mapped.get(i).<Vector>getAs(1)).isEqualTo(Vectors.dense(2 * value(i, 0), 0, 2 * value(i, 2)));
            assertThat(mapped.get(i).getString(2)).isEqualTo("t" + i);
        }
    }

    @Test
    void filesKeepTheirDirectoriesTheirColumnsAndTheirRows() throws IOException {
        for (String partition : List.of("city=köln/day=1", "city=köln/day=2", "city=a%2Fb/day=1")) {
            Path directory = Files.createDirectories(folder.resolve("set").resolve(partition));
            for (String name : List.of("one", "two", "none")) {
                int rows = name.equals("none") ? 0 : 40;
                ParquetFiles.write(
                        directory.resolve(name + ".parquet"),
                        "required int64 id; optional int32 " + name + "; " + VECTORS,
                        rows,
                        builder -> builder,
                        (group, row) -> {
                            group.append("id", (long) row).append(name, row);
                            embed(group, row, 1);
                        });
            }
        }
        assertThat(map(InvalidRows.ERROR)).isEqualTo(240);
        ParquetSource source = ParquetSource.at(spark, folder.resolve("set").toString());
        ParquetSource mapped = ParquetSource.at(spark, folder.resolve("mapped").toString());
        assertThat(mapped.partitionColumns()).containsExactly("city", "day");
        for (Path file : ParquetFiles.of(folder.resolve("mapped"))) { // any one of them tells the columns of all
            assertThat(spark.read().parquet(file.toString()).columns())
                    .containsExactlyInAnyOrder("id", "embedding", "one", "two", "none");
        }
        String[] rest = {"id", "one", "two", "none", "city", "day"};
        assertThat(mapped.rows(List.of())
                        .selectExpr(rest)
                        .orderBy(rest[0], rest[1], rest[2], rest[4], rest[5])
                        .collectAsList())
                .isEqualTo(source.rows(List.of())
                        .selectExpr(rest)
                        .orderBy(rest[0], rest[1], rest[2], rest[4], rest[5])
                        .collectAsList());
    }
}
