package io.github.lrmfspark.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sets of which one column of vectors is mapped, here doubled, and everything else stays. */
@SparkTest
class MappedFilesTest extends DoubledSet {
    private static final int ROWS = 700;

    MappedFilesTest(SparkSession spark) {
        super(spark);
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
                    embed(group, row);
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
                            embed(group, row);
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
