package io.github.lrmfspark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sets are read as they lie there, every row and every column, or they are refused by name. */
@SparkTest
class ParquetSourceTest {
    private final SparkSession spark;

    @TempDir
    private Path folder;

    ParquetSourceTest(SparkSession spark) {
        this.spark = spark;
    }

    private void file(String name) throws IOException {
        file(name, "required int64 id; ");
    }

    private void file(String name, String columns) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ParquetFiles.write(file, columns, 3, builder -> builder, (group, row) -> {
            if (columns.contains("int64")) {
                group.append("id", (long) row);
            } else {
                group.append("id", "id " + row);
            }
        });
    }

    private void text(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private ParquetSource at(String name) {
        return ParquetSource.at(spark, folder.resolve(name).toString());
    }

    /** Makes a layout. */
    @FunctionalInterface
    interface Layout {
        void in(ParquetSourceTest test) throws IOException;
    }

    /** Layout, path, rows, and partition columns. */
    static Stream<Arguments> whole() {
        return Stream.of(
                layout("a file", t -> t.file("set/a.parquet"), "set/a.parquet", 3),
                layout("a file of any name", t -> t.file("set/data"), "set", 3),
                layout(
                        "what is hidden",
                        t -> {
                            t.file("set/a.parquet");
                            t.text("set/_SUCCESS", "");
                            t.text("set/.a.parquet.crc", "?");
                            t.file("set/_temporary/0/b.parquet");
                        },
                        "set",
                        3),
                layout(
                        "a name with a pattern's letters",
                        t -> {
                            t.file("run[1]/a.parquet");
                            t.file("run1/a.parquet");
                            t.file("run1/b.parquet");
                        },
                        "run[1]",
                        3),
                layout(
                        "a pattern of files",
                        t -> {
                            t.file("set/a.parquet");
                            t.text("set/README.md", "# a set");
                        },
                        "set/*.parquet",
                        3),
                layout(
                        "a pattern of folders",
                        t -> {
                            t.file("set/a/a.parquet");
                            t.file("set/b/b.parquet");
                        },
                        "set/*",
                        6),
                layout(
                        "partitions",
                        t -> {
                            t.file("set/day=1/a.parquet");
                            t.file("set/day=2/a.parquet");
                        },
                        "set",
                        6,
                        "day"),
                layout(
                        "a pattern of partitions",
                        t -> {
                            t.file("set/day=1/a.parquet");
                            t.file("set/day=2/a.parquet");
                        },
                        "set/day=*",
                        6,
                        "day"),
                layout(
                        "a pattern over two levels of them",
                        t -> {
                            t.file("set/day=1/hour=1/a.parquet");
                            t.file("set/day=2/hour=1/a.parquet");
                        },
                        "set/*/*",
                        6,
                        "day",
                        "hour"),
                layout(
                        "a pattern of files in them",
                        t -> {
                            t.file("set/day=1/a.parquet");
                            t.file("set/day=2/a.parquet");
                        },
                        "set/{day=1,day=2}/*.parquet",
                        6,
                        "day"),
                layout("a partition that is named", t -> t.file("set/day=1/a.parquet"), "set/day=1", 3),
                layout(
                        "a null partition",
                        t -> {
                            t.file("set/day=1/a.parquet");
                            t.file("set/day=__HIVE_DEFAULT_PARTITION__/a.parquet");
                        },
                        "set",
                        6,
                        "day"),
                layout(
                        "names of any letters",
                        t -> {
                            t.file("set/city=köln %25 #1/a b.parquet");
                            t.file("set/city=a%3Ab/{x}.parquet");
                        },
                        "set",
                        6,
                        "city"),
                layout(
                        "columns of one name but for case",
                        t -> t.file("set/a.parquet", "required int64 id; optional int64 ID; "),
                        "set",
                        3),
                layout(
                        "a column that Spark has no type for",
                        t -> t.file("set/a.parquet", "required int64 id; optional int64 t (TIMESTAMP(NANOS,true)); "),
                        "set",
                        3),
                layout(
                        "a link to a set",
                        t -> {
                            t.file("set/a.parquet");
                            Files.createSymbolicLink(t.folder.resolve("link"), t.folder.resolve("set"));
                        },
                        "link",
                        3));
    }

    private static Arguments layout(String name, Layout layout, String path, int rows, String... partitions) {
        return Arguments.of(name, layout, path, rows, List.of(partitions));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whole(String name, Layout layout, String path, int rows, List<String> partitions) throws IOException {
        layout.in(this);
        ParquetSource set = at(path);
        assertThat(set.rowCount()).isEqualTo(rows);
        assertThat(set.partitionColumns()).isEqualTo(partitions);
        spark.conf().set("spark.sql.caseSensitive", true);
        try {
            assertThat(set.rows(List.of("id")).select("id").count()).isEqualTo(rows);
            assertThat(List.of(set.rows(List.of("id")).columns()))
                    .contains("id")
                    .containsAll(partitions);
        } finally {
            spark.conf().unset("spark.sql.caseSensitive");
        }
    }

    /** Layout, path, and words of the refusal. */
    static Stream<Arguments> refused() {
        return Stream.of(
                fault("nothing", t -> {}, "set", "found nothing there"),
                fault("a pattern of nothing", t -> t.file("set/a.parquet"), "set/*.orc", "found nothing there"),
                fault("no pattern", t -> {}, "set/[a", "Expected a path or a pattern of paths"),
                fault(
                        "an empty folder",
                        t -> Files.createDirectory(t.folder.resolve("set")),
                        "set",
                        "found none in it"),
                fault("text", t -> t.text("set", "not Parquet at all"), "set", "is not a Parquet file"),
                fault(
                        "a stray file",
                        t -> {
                            t.file("set/a.parquet");
                            t.text("set/README.md", "# a set");
                        },
                        "set",
                        "README.md"),
                fault(
                        "an empty file",
                        t -> {
                            t.file("set/a.parquet");
                            t.text("set/b.parquet", "");
                        },
                        "set",
                        "b.parquet' (it is empty)"),
                fault(
                        "a plain folder beside files",
                        t -> {
                            t.file("set/a.parquet");
                            t.file("set/more/a.parquet");
                        },
                        "set",
                        "found the folder 'more' with files in it"),
                fault("a plain folder alone", t -> t.file("set/more/a.parquet"), "set", "found the folder 'more'"),
                fault(
                        "files at two levels",
                        t -> {
                            t.file("set/a.parquet");
                            t.file("set/day=1/a.parquet");
                        },
                        "set",
                        "partition columns; found none, and [day]"),
                fault(
                        "partitions of two kinds",
                        t -> {
                            t.file("set/day=1/a.parquet");
                            t.file("set/hour=1/a.parquet");
                        },
                        "set",
                        "found [day], and [hour]"),
                fault(
                        "two sets with partitions",
                        t -> {
                            t.file("one/day=1/a.parquet");
                            t.file("two/day=1/a.parquet");
                        },
                        "{one,two}",
                        "below one directory"),
                fault(
                        "a hidden data file",
                        t -> {
                            t.file("set/a.parquet");
                            t.file("set/_b.parquet");
                        },
                        "set",
                        "_b.parquet"),
                fault(
                        "a link that leads nowhere",
                        t -> {
                            t.file("set/a.parquet");
                            Files.createSymbolicLink(t.folder.resolve("set/b.parquet"), t.folder.resolve("gone"));
                        },
                        "set",
                        "'b.parquet', which leads nowhere"),
                fault(
                        "a table of Delta Lake",
                        t -> {
                            t.file("set/a.parquet");
                            t.text("set/_delta_log/00000000000000000000.json", "{}");
                        },
                        "set",
                        "a table of Delta Lake"),
                fault(
                        "a partition of one",
                        t -> {
                            t.file("set/day=1/hour=1/a.parquet");
                            t.text("set/_delta_log/00000000000000000000.json", "{}");
                        },
                        "set/day=1/hour=1",
                        "a table of Delta Lake"),
                fault(
                        "files of one",
                        t -> {
                            t.file("set/a.parquet");
                            t.text("set/_delta_log/00000000000000000000.json", "{}");
                        },
                        "set/*.parquet",
                        "a table of Delta Lake"),
                fault(
                        "a table of Apache Iceberg",
                        t -> {
                            t.file("set/data/a.parquet");
                            t.text("set/metadata/v1.metadata.json", "{}");
                        },
                        "set/data",
                        "a table of Apache Iceberg"),
                fault(
                        "a table of Apache Hudi",
                        t -> {
                            t.file("set/2026/11/29/a.parquet");
                            t.text("set/.hoodie/hoodie.properties", "");
                        },
                        "set/2026/11/29",
                        "a table of Apache Hudi"),
                fault(
                        "a column of two types",
                        t -> {
                            t.file("set/a.parquet");
                            t.file("set/b.parquet", "required binary id (STRING); ");
                        },
                        "set",
                        "found bigint in"),
                fault(
                        "a needed column of nanoseconds",
                        t -> {
                            Path file = Files.createDirectory(t.folder.resolve("set"))
                                    .resolve("a.parquet");
                            ParquetFiles.write(
                                    file,
                                    "optional int64 id (TIMESTAMP(NANOS,true)); ",
                                    2,
                                    b -> b,
                                    (g, i) -> g.append("id", 1L));
                        },
                        "set",
                        "TIMESTAMP(NANOS,true)"));
    }

    private static Arguments fault(String name, Layout layout, String path, String words) {
        return Arguments.of(name, layout, path, words);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String name, Layout layout, String path, String words) throws IOException {
        layout.in(this);
        assertThatThrownBy(() -> at(path).rows(List.of("id")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(words);
    }

    @Test
    void columnsOfLaterFilesAreThere() throws IOException {
        file("set/a.parquet", "required int64 id; optional int32 a; ");
        file("set/b.parquet", "required int64 id; optional int32 b; ");
        assertThat(at("set").rows(List.of()).columns()).containsExactly("id", "a", "b");
    }

    @Test
    void valuesInStreamsOfBytesAreRead() throws IOException {
        Path file = Files.createDirectory(folder.resolve("set")).resolve("a.parquet");
        ParquetFiles.write(
                file,
                "required float x; ",
                100,
                builder -> builder.withDictionaryEncoding(false)
                        .withByteStreamSplitEncoding(true)
                        .withCompressionCodec(CompressionCodecName.ZSTD),
                (group, row) -> group.append("x", (float) row));
        try {
            assertThat(at("set").rows(List.of("x")).selectExpr("sum(x)").first().getDouble(0))
                    .isEqualTo(4950);
        } finally {
            spark.conf().unset("spark.sql.parquet.enableVectorizedReader");
        }
    }

    @Test
    void onePartitionIsReadAlone() throws IOException {
        file("set/city=a%3Ab/day=1/x.parquet");
        file("set/city=a%3Ab/day=2/x.parquet");
        file("set/city=__HIVE_DEFAULT_PARTITION__/day=1/x.parquet");
        ParquetSource city = at("set").partition(Map.of("city", "a:b"));
        assertThat(city.rowCount()).isEqualTo(6);
        assertThat(city.rows(List.of()).columns()).containsExactly("id", "day");
        assertThat(at("set")
                        .partition(Map.of("city", "__HIVE_DEFAULT_PARTITION__"))
                        .rows(List.of())
                        .count())
                .isEqualTo(3);
        assertThatThrownBy(() -> at("set").partition(Map.of("city", "c")))
                .hasMessageEndingWith("found city=__HIVE_DEFAULT_PARTITION__, city=a%3Ab");
    }
}
