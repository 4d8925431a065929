package io.github.lrmfspark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What columns beside the vectors hold, of any type that Parquet has, stays as it is, though rows are left out. */
@SparkTest
class ColumnsBesideVectorsTest extends DoubledSet {
    private static final int ROWS = 700;
    private static final Binary SIXTEEN = Binary.fromConstantByteArray(new byte[16]);

    ColumnsBesideVectorsTest(SparkSession spark) {
        super(spark);
    }

    /** Fills in what a row of some number has in a column, if anything. */
    @FunctionalInterface
    private interface Value {
        void add(Group group, String column, int row);
    }

    /**
     * A column.
     *
     * @param type in Parquet's own words, with %s for the column's name
     */
    private record Column(String type, Value value) {}

    /** One that is null in every seventh row. */
    private static Column optional(String type, Value value) {
        return new Column("optional " + type + "; ", (group, column, row) -> {
            if (row % 7 != 3) {
                value.add(group, column, row);
            }
        });
    }

    static Stream<Named<List<Column>>> columns() {
        return Stream.of(
                Named.of("times", times()),
                Named.of("numbers", numbers()),
                Named.of("bytes and texts", bytes()),
                Named.of("columns in columns", nested()));
    }

    private static List<Column> times() {
        return List.of(
                optional("int64 %s (TIMESTAMP(NANOS,true))", (g, c, i) -> g.append(c, 1704067200000000001L + i)),
                optional("int64 %s (TIMESTAMP(MICROS,true))", (g, c, i) -> g.append(c, 253402214400000000L + i)),
                optional("int64 %s (TIMESTAMP(MICROS,false))", (g, c, i) -> g.append(c, -60000000000000000L + i)),
                optional("int64 %s (TIMESTAMP(MILLIS,true))", (g, c, i) -> g.append(c, -62000000000000L + i)),
                optional("int96 %s", (g, c, i) -> g.append(c, new NanoTime(2440000 + i, 123456789))),
                optional("int32 %s (DATE)", (g, c, i) -> g.append(c, -200000 - i)),
                optional("int64 %s (TIME(MICROS,true))", (g, c, i) -> g.append(c, 3600000000L + i)),
                optional("int64 %s (TIME(NANOS,false))", (g, c, i) -> g.append(c, 3600000000001L + i)));
    }

    private static List<Column> numbers() {
        return List.of(
                optional("int32 %s (INTEGER(8,false))", (g, c, i) -> g.append(c, i % 256)),
                optional("int32 %s (INTEGER(16,true))", (g, c, i) -> g.append(c, -i)),
                optional("int64 %s (INTEGER(64,false))", (g, c, i) -> g.append(c, -1L - i)),
                optional("int32 %s (DECIMAL(9,2))", (g, c, i) -> g.append(c, i)),
                optional("fixed_len_byte_array(16) %s (DECIMAL(38,10))", (g, c, i) -> g.append(c, SIXTEEN)),
                optional("boolean %s", (g, c, i) -> g.append(c, i % 2 == 0)),
                optional("double %s", (g, c, i) -> g.append(c, i % 5 == 0 ? Double.NaN : -0.0)),
                optional("float %s", (g, c, i) -> g.append(c, 1f / i)));
    }

    private static List<Column> bytes() {
        Binary odd = Binary.fromConstantByteArray(new byte[] {0, (byte) 255});
        return List.of(
                optional("fixed_len_byte_array(16) %s (UUID)", (g, c, i) -> g.append(c, SIXTEEN)),
                optional("binary %s (ENUM)", (g, c, i) -> g.append(c, "A" + i % 3)),
                optional("binary %s (JSON)", (g, c, i) -> g.append(c, "{\"i\":" + i + "}")),
                optional("binary %s", (g, c, i) -> g.append(c, odd)));
    }

    private static List<Column> nested() {
        return List.of(
                new Column(
                        "optional group %s { optional int32 a; required group t { optional binary b (STRING); } } ",
                        ColumnsBesideVectorsTest::addStruct),
                new Column(
                        "optional group %s (LIST) { repeated group list { optional group element (LIST) { repeated group"
                                + " list { optional int32 element; } } } } ",
                        ColumnsBesideVectorsTest::addLists),
                new Column(
                        "optional group %s (MAP) { repeated group key_value { required binary key (STRING); optional int64"
                                + " value; } } ",
                        (group, column, row) -> {
                            Group map = group.addGroup(column);
                            for (int k = 0; k < row % 3; k++) {
                                map.addGroup("key_value").append("key", "k" + k).append("value", (long) row);
                            }
                        }),
                new Column(
                        "repeated int32 %s; ",
                        (group, column, row) -> {
                            for (int k = 0; k < row % 3; k++) {
                                group.append(column, k);
                            }
                        }));
    }

    /** Nothing, one without a text, or one with it. */
    private static void addStruct(Group group, String column, int row) {
        if (row % 3 > 0) {
            Group inner = group.addGroup(column).addGroup("t");
            if (row % 3 > 1) {
                inner.append("b", "text " + row);
            }
        }
    }

    /** Lists of 0 to 3 lists of numbers and nulls. */
    private static void addLists(Group group, String column, int row) {
        Group outer = group.addGroup(column);
        for (int k = 0; k < row % 4; k++) {
            Group inner = outer.addGroup("list").addGroup("element");
            for (int m = 0; m < k; m++) {
                Group element = inner.addGroup("list");
                if (m % 2 == 0) {
                    element.append("element", row + m);
                }
            }
        }
    }

    private Path write(List<Column> columns) throws IOException {
        StringBuilder types = new StringBuilder("required int64 id; ");
        for (int c = 0; c < columns.size(); c++) {
            types.append(columns.get(c).type().formatted("c" + c));
        }
        Path file = Files.createDirectory(folder.resolve("set")).resolve("a.parquet");
        ParquetFiles.write(
                file,
                types + VECTORS,
                ROWS,
                builder -> builder.withRowGroupSize(4096L).withPageSize(512),
                (group, row) -> {
                    group.append("id", (long) row);
                    for (int c = 0; c < columns.size(); c++) {
                        columns.get(c).value().add(group, "c" + c, row);
                    }
                    if (row % 50 == 49) {
                        group.addGroup("embedding"); // an empty list
                    } else {
                        embed(group, row);
                    }
                });
        return file;
    }

    @ParameterizedTest
    @MethodSource("columns")
    void keepTheirTypesAndTheirValues(List<Column> columns) throws IOException {
        Path file = write(columns);

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
}
