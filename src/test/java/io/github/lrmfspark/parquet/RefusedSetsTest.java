package io.github.lrmfspark.parquet;

import static io.github.lrmfspark.parquet.SetLayout.file;
import static io.github.lrmfspark.parquet.SetLayout.files;
import static io.github.lrmfspark.parquet.SetLayout.link;
import static io.github.lrmfspark.parquet.SetLayout.nothing;
import static io.github.lrmfspark.parquet.SetLayout.text;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sets that cannot be read whole are refused by name. */
@SparkTest
class RefusedSetsTest {
    private static final SetLayout ONE = files("set/a.parquet");
    private static final String DELTA = "set/_delta_log/00000000000000000000.json";

    private final SparkSession spark;

    @TempDir
    private Path folder;

    RefusedSetsTest(SparkSession spark) {
        this.spark = spark;
    }

    /** Layout, path, and words of the refusal. */
    private static Arguments row(String name, SetLayout layout, String path, String words) {
        return Arguments.of(name, layout, path, words);
    }

    static Stream<Arguments> fileByFile() {
        return Stream.of(
                row("nothing", nothing(), "set", "found nothing there"),
                row("a pattern of nothing", ONE, "set/*.orc", "found nothing there"),
                row("no pattern", nothing(), "set/[a", "Expected a path or a pattern of paths"),
                row(
                        "an empty folder",
                        folder -> Files.createDirectory(folder.resolve("set")),
                        "set",
                        "found none in it"),
                row("text", text("set", "not Parquet at all"), "set", "is not a Parquet file"),
                row("a stray file", ONE.and(text("set/README.md", "# a set")), "set", "README.md"),
                row("an empty file", ONE.and(text("set/b.parquet", "")), "set", "b.parquet' (it is empty)"),
                row("a hidden data file", files("set/a.parquet", "set/_b.parquet"), "set", "_b.parquet"),
                row(
                        "a link that leads nowhere",
                        ONE.and(link("set/b.parquet", "gone")),
                        "set",
                        "'b.parquet', which leads nowhere"),
                row(
                        "a column of two types",
                        ONE.and(file("set/b.parquet", "required binary id (STRING); ")),
                        "set",
                        "found bigint in"),
                row(
                        "a needed column of nanoseconds",
                        file("set/a.parquet", "optional int64 id (TIMESTAMP(NANOS,true)); "),
                        "set",
                        "TIMESTAMP(NANOS,true)"));
    }

    static Stream<Arguments> folders() {
        return Stream.of(
                row(
                        "a plain folder beside files",
                        files("set/a.parquet", "set/more/a.parquet"),
                        "set",
                        "found the folder 'more' with files in it"),
                row("a plain folder alone", files("set/more/a.parquet"), "set", "found the folder 'more'"),
                row(
                        "files at two levels",
                        files("set/a.parquet", "set/day=1/a.parquet"),
                        "set",
                        "partition columns; found none, and [day]"),
                row(
                        "partitions of two kinds",
                        files("set/day=1/a.parquet", "set/hour=1/a.parquet"),
                        "set",
                        "found [day], and [hour]"),
                row(
                        "two sets with partitions",
                        files("one/day=1/a.parquet", "two/day=1/a.parquet"),
                        "{one,two}",
                        "below one directory"));
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                row("a table of Delta Lake", ONE.and(text(DELTA, "{}")), "set", "a table of Delta Lake"),
                row(
                        "a partition of one",
                        files("set/day=1/hour=1/a.parquet").and(text(DELTA, "{}")),
                        "set/day=1/hour=1",
                        "a table of Delta Lake"),
                row("files of one", ONE.and(text(DELTA, "{}")), "set/*.parquet", "a table of Delta Lake"),
                row(
                        "a table of Apache Iceberg",
                        files("set/data/a.parquet").and(text("set/metadata/v1.metadata.json", "{}")),
                        "set/data",
                        "a table of Apache Iceberg"),
                row(
                        "a table of Apache Hudi",
                        files("set/2026/11/29/a.parquet").and(text("set/.hoodie/hoodie.properties", "")),
                        "set/2026/11/29",
                        "a table of Apache Hudi"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"fileByFile", "folders", "tables"})
    void refused(String name, SetLayout layout, String path, String words) throws IOException {
        layout.in(folder);
        String set = folder.resolve(path).toString();
        assertThatThrownBy(() -> ParquetSource.at(spark, set).rows(List.of("id")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(words);
    }
}
