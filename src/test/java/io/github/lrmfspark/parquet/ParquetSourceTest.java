package io.github.lrmfspark.parquet;

import static io.github.lrmfspark.parquet.SetLayout.file;
import static io.github.lrmfspark.parquet.SetLayout.files;
import static io.github.lrmfspark.parquet.SetLayout.link;
import static io.github.lrmfspark.parquet.SetLayout.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
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

/** Sets are read as they lie there, every row and every column. */
@SparkTest
class ParquetSourceTest {
    private static final String ID = "required int64 id; ";

    private final SparkSession spark;

    @TempDir
    private Path folder;

    ParquetSourceTest(SparkSession spark) {
        this.spark = spark;
    }

    private ParquetSource at(String name) {
        return ParquetSource.at(spark, folder.resolve(name).toString());
    }

    /** Layout, path, and rows. */
    static Stream<Arguments> plain() {
        return Stream.of(
                plain("a file", files("set/a.parquet"), "set/a.parquet", 3),
                plain("a file of any name", files("set/data"), "set", 3),
                plain(
                        "what is hidden",
                        files("set/a.parquet", "set/_temporary/0/b.parquet")
                                .and(text("set/_SUCCESS", ""))
                                .and(text("set/.a.parquet.crc", "?")),
                        "set",
                        3),
                plain(
                        "a name with a pattern's letters",
                        files("run[1]/a.parquet", "run1/a.parquet", "run1/b.parquet"),
                        "run[1]",
                        3),
                plain(
                        "a pattern of files",
                        files("set/a.parquet").and(text("set/README.md", "# a set")),
                        "set/*.parquet",
                        3),
                plain("a pattern of folders", files("set/a/a.parquet", "set/b/b.parquet"), "set/*", 6),
                plain("a partition that is named", files("set/day=1/a.parquet"), "set/day=1", 3),
                plain("columns of one name but for case", file("set/a.parquet", ID + "optional int64 ID; "), "set", 3),
                plain(
                        "a column that Spark has no type for",
                        file("set/a.parquet", ID + "optional int64 t (TIMESTAMP(NANOS,true)); "),
                        "set",
                        3),
                plain("a link to a set", files("set/a.parquet").and(link("link", "set")), "link", 3));
    }

    private static Arguments plain(String name, SetLayout layout, String path, int rows) {
        return Arguments.of(name, layout, path, rows, List.of());
    }

    /** Layout, path, rows, and partition columns. */
    static Stream<Arguments> partitioned() {
        return Stream.of(
                days("partitions", "set"),
                days("a pattern of partitions", "set/day=*"),
                days("a pattern of files in them", "set/{day=1,day=2}/*.parquet"),
                Arguments.of(
                        "a pattern over two levels of them",
                        files("set/day=1/hour=1/a.parquet", "set/day=2/hour=1/a.parquet"),
                        "set/*/*",
                        6,
                        List.of("day", "hour")),
                Arguments.of(
                        "a null partition",
                        files("set/day=1/a.parquet", "set/day=__HIVE_DEFAULT_PARTITION__/a.parquet"),
                        "set",
                        6,
                        List.of("day")),
                Arguments.of(
                        "names of any letters",
                        files("set/city=köln %25 #1/a b.parquet", "set/city=a%3Ab/{x}.parquet"),
                        "set",
                        6,
                        List.of("city")));
    }

    private static Arguments days(String name, String path) {
        return Arguments.of(name, files("set/day=1/a.parquet", "set/day=2/a.parquet"), path, 6, List.of("day"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"plain", "partitioned"})
    void whole(String name, SetLayout layout, String path, int rows, List<String> partitions) throws IOException {
        layout.in(folder);
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

    @Test
    void columnsOfLaterFilesAreThere() throws IOException {
        file("set/a.parquet", ID + "optional int32 a; ").in(folder);
        file("set/b.parquet", ID + "optional int32 b; ").in(folder);
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
        files(
                        "set/city=a%3Ab/day=1/x.parquet",
                        "set/city=a%3Ab/day=2/x.parquet", "set/city=__HIVE_DEFAULT_PARTITION__/day=1/x.parquet")
                .in(folder);
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
