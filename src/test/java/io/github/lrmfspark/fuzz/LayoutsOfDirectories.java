package io.github.lrmfspark.fuzz;

import static io.github.lrmfspark.fuzz.Layout.either;
import static io.github.lrmfspark.fuzz.Layout.read;
import static io.github.lrmfspark.fuzz.Layout.refused;
import static io.github.lrmfspark.fuzz.ParquetFiles.PLAIN;
import static io.github.lrmfspark.fuzz.ParquetFiles.schema;
import static io.github.lrmfspark.fuzz.ParquetFiles.vector;
import static io.github.lrmfspark.fuzz.ParquetFiles.whole;
import static io.github.lrmfspark.fuzz.ParquetFiles.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;

/** Sets of several files: partitions, files that differ, and what lies beside them. */
final class LayoutsOfDirectories {
    private static final String ID = "required int64 id; ";
    private static final String VECTOR = vector("optional float element;");

    private LayoutsOfDirectories() {}

    static Stream<Layout> all() {
        return Stream.of(partitions(), columns(), vectors(), files(), tables(), links())
                .flatMap(layouts -> layouts);
    }

    private static Stream<Layout> partitions() {
        return Stream.of(
                read("partitions", in("day=1", "day=2")),
                read("partitions of two levels", in("day=1/hour=07", "day=1/hour=10", "day=2/hour=07")),
                read("partitions of other scripts", in("stadt=Zürich", "stadt=東京/", "stadt=naïve")),
                read("partitions of escaped letters", in("day=a%2Fb", "day=50%25", "day=x%3Dy", "day=a b")),
                either("partitions of escaped bytes", in("day=%C3%A4", "day=b")),
                read("a partition of no value", in("day=1", "day=__HIVE_DEFAULT_PARTITION__")),
                either("an empty partition value", in("day=1", "day=")).naming("day="),
                either("partitions that differ by case", in("day=A", "day=a")),
                either(
                                "a partition and its column",
                                two(
                                        "day=1/a.parquet",
                                        schema("optional binary day (STRING);"),
                                        "day=2/b.parquet",
                                        schema("optional binary day (STRING);")))
                        .naming("day"),
                either("partitions of unlike depth", in("day=1", "day=2/hour=1"))
                        .naming("day"),
                either("partitions of unlike columns", in("day=1", "hour=1")).naming("day", "hour"),
                either("files beside partitions", in(".", "day=2")).naming("part-0", "day"),
                either("a pattern over partitions", in("day=1", "day=2"))
                        .from("day=*")
                        .naming("day"),
                either("a pattern over two levels", in("day=1/hour=1", "day=2/hour=1"))
                        .from("day=*/hour=1")
                        .naming("day"),
                either("a partition alone", in("day=1")).from("day=1").naming("day"),
                either("a pattern over files", in(".", ".")).from("part-*.parquet"),
                either("a file", in(".")).from("part-0.parquet"),
                either("a pattern over a set and a link to it", directory -> {
                            in("a").into(directory);
                            Files.createSymbolicLink(directory.resolve("b"), Path.of("a"));
                        })
                        .from("*"));
    }

    private static Stream<Layout> columns() {
        return Stream.of(
                read("columns in another order", two(schema(PLAIN), whole(PLAIN + VECTOR + ID))),
                either("a column of the later file", two(schema(""), schema("optional int32 late;")))
                        .naming("late", ".parquet"),
                either("a column of the earlier file", two(schema("optional int32 early;"), schema("")))
                        .naming("early", ".parquet"),
                either("other columns in each", two(schema("optional int32 one;"), schema("optional double two;")))
                        .naming("one", "two", ".parquet"),
                either("ints and longs", two(schema("optional int32 n;"), schema("optional int64 n;")))
                        .naming("'n'", ".parquet"),
                either("words and numbers", two(schema("optional binary n (STRING);"), schema("optional double n;")))
                        .naming("'n'", ".parquet"),
                either(
                                "micro- and milliseconds",
                                two(
                                        schema("optional int64 t (TIMESTAMP(MICROS,true));"),
                                        schema("optional int64 t (TIMESTAMP(MILLIS,true));")))
                        .naming("'t'", ".parquet"),
                either(
                                "decimals of two scales",
                                two(
                                        schema("optional int32 n (DECIMAL(9,2));"),
                                        schema("optional int32 n (DECIMAL(9,4));")))
                        .naming("'n'", ".parquet"),
                either("words and bytes", two(schema("optional binary n (STRING);"), schema("optional binary n;")))
                        .naming("'n'", ".parquet"),
                either(
                                "structs of other fields",
                                two(
                                        schema("optional group s { optional int32 a; }"),
                                        schema("optional group s { optional int32 a; optional int32 b; }")))
                        .naming("'s'", "s.b", ".parquet"),
                either(
                        "required here and optional there",
                        two(schema("required int32 n;"), schema("optional int32 n;"))),
                either("names of another case", two(schema("optional int32 n;"), schema("optional int32 N;")))
                        .naming("'n'", "'N'", ".parquet"));
    }

    private static Stream<Layout> vectors() {
        return Stream.of(
                either(
                                "vectors of floats and of doubles",
                                two(schema(PLAIN), whole(ID + vector("optional double element;") + PLAIN)))
                        .naming("embedding", ".parquet"),
                either(
                                "vectors in two shapes",
                                two(
                                        schema(PLAIN),
                                        whole(ID + "optional group embedding (LIST) { repeated float array; }"
                                                + PLAIN)))
                        .naming("embedding", ".parquet"),
                refused("no vectors in the later file", "embedding", two(schema(PLAIN), whole(ID + PLAIN)))
                        .naming("embedding", "b.parquet"),
                read("a file of no rows", directory -> {
                    in(".").into(directory);
                    write(directory.resolve("none.parquet"), schema(PLAIN), 0, 0);
                }),
                either("no rows at all", directory -> write(directory.resolve("none.parquet"), schema(PLAIN), 0, 0))
                        .naming("source", "embedding", "none.parquet"));
    }

    private static Stream<Layout> files() {
        return Stream.of(
                refused("a file of no bytes", "none.parquet", beside("none.parquet", "")),
                refused("words with the name of a file", "x.parquet", beside("x.parquet", "id,embedding\n")),
                refused("half a file", "half.parquet", directory -> {
                    in(".").into(directory);
                    byte[] bytes = Files.readAllBytes(directory.resolve("part-0.parquet"));
                    Files.write(directory.resolve("half.parquet"), Arrays.copyOf(bytes, bytes.length / 2));
                }),
                either("a note", beside("notes.txt", "read me")).naming("notes.txt"),
                either("a table of words", beside("rows.csv", "id\n1\n")).naming("rows.csv"),
                read("what is hidden", beside("_SUCCESS", "")),
                read("what is hidden by a dot", beside(".DS_Store", "x")),
                either("an old summary", beside("_metadata", "x")).naming("_metadata"),
                either("a plain folder", in(".", "more")).naming("more"),
                either("plain folders only", in("a", "b")).naming("a", "b"),
                read(
                        "a file of another ending",
                        directory -> write(directory.resolve("rows.pq"), schema(PLAIN), 0, 12)));
    }

    private static Stream<Layout> tables() {
        return Stream.of(
                refused("Delta", "Delta Lake", beside("_delta_log/00000000000000000000.json", "{\"add\": {}}")),
                refused("Delta above partitions", "Delta Lake", directory -> {
                    in("day=1", "day=2").into(directory);
                    beside("_delta_log/00000000000000000000.json", "{}").into(directory);
                }),
                refused("Iceberg", "Apache Iceberg", directory -> {
                    in("data").into(directory);
                    text(directory.resolve("metadata/v1.metadata.json"), "{\"format-version\": 2}");
                    text(directory.resolve("metadata/version-hint.text"), "1");
                }),
                refused("Hudi", "Apache Hudi", beside(".hoodie/hoodie.properties", "hoodie.table.name=t")));
    }

    private static Stream<Layout> links() {
        return Stream.of(
                either("a link to a file", directory -> {
                            in("real").into(directory);
                            Files.createDirectory(directory.resolve("linked"));
                            Files.createSymbolicLink(
                                    directory.resolve("linked/a.parquet"), Path.of("../real/part-0.parquet"));
                        })
                        .from("linked"),
                either("a link to a directory", directory -> {
                            in("real").into(directory);
                            Files.createSymbolicLink(directory.resolve("linked"), Path.of("real"));
                        })
                        .from("linked"),
                either("a link to nothing", directory -> {
                            in(".").into(directory);
                            Files.createSymbolicLink(directory.resolve("gone.parquet"), Path.of("nowhere"));
                        })
                        .naming("gone.parquet"));
    }

    /** A file of twelve rows in each of some directories. */
    private static Layout.Writing in(String... directories) {
        return set -> {
            for (int i = 0; i < directories.length; i++) {
                Path directory = Files.createDirectories(set.resolve(directories[i]));
                write(directory.resolve("part-" + i + ".parquet"), schema(PLAIN), 12 * i, 12 * (i + 1));
            }
        };
    }

    private static Layout.Writing two(MessageType schemaOfOne, MessageType schemaOfOther) {
        return two("a.parquet", schemaOfOne, "b.parquet", schemaOfOther);
    }

    private static Layout.Writing two(String one, MessageType schemaOfOne, String other, MessageType schemaOfOther) {
        return set -> {
            Files.createDirectories(set.resolve(one).getParent());
            Files.createDirectories(set.resolve(other).getParent());
            write(set.resolve(one), schemaOfOne, 0, 12);
            write(set.resolve(other), schemaOfOther, 12, 24);
        };
    }

    private static Layout.Writing beside(String name, String text) {
        return set -> {
            in(".").into(set);
            text(set.resolve(name), text);
        };
    }

    private static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
