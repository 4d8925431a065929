package io.github.lrmfspark.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Files by parquet-java alone. A schema is enough: {@code id} is the row's number, {@code embedding} a vector of two, and what else there is has values that try its type. */
final class ParquetFiles {
    /** Other columns of everyday types. */
    static final String PLAIN =
            "optional double score; optional binary label (STRING); required int32 count; optional boolean flag;";

    private static final String VECTOR = vector("optional float element;");

    private ParquetFiles() {}

    /** Vectors as the format wants lists. */
    static String vector(String element) {
        return list("list", element);
    }

    /** Vectors in a list of three levels. */
    static String list(String middle, String element) {
        return "optional group embedding (LIST) { repeated group " + middle + " { " + element + " } }";
    }

    /** The schema of ids, vectors and more columns. */
    static MessageType schema(String more) {
        return whole("required int64 id; " + VECTOR + more);
    }

    /** A schema of all its columns. */
    static MessageType whole(String columns) {
        return MessageTypeParser.parseMessageType("message rows { " + columns + " }");
    }

    static void write(Path file, MessageType schema, int from, int to) {
        write(file, schema, from, to, options -> options);
    }

    /** Writes the rows {@code from} (inclusive) to {@code to} (exclusive). */
    static void write(
            Path file, MessageType schema, int from, int to, UnaryOperator<ExampleParquetWriter.Builder> options) {
        Configuration hadoop = new Configuration();
        hadoop.setClass("fs.file.impl", RawLocalFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
        hadoop.setBoolean("fs.file.impl.disable.cache", true);
        ExampleParquetWriter.Builder builder = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withConf(hadoop)
                .withType(schema);
        try (ParquetWriter<Group> writer = options.apply(builder).build()) {
            for (int row = from; row < to; row++) {
                Group group = new SimpleGroup(schema);
                fill(group, schema, row);
                writer.write(group);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Group group, GroupType schema, int row) {
        for (Type field : schema.getFields()) {
            if (field.getName().equals("embedding")) {
                addVector(group, field, row);
            } else if (field.getName().equals("id")) {
                addValue(group, field.asPrimitiveType(), row);
            } else {
                addOccurrences(group, field, row);
            }
        }
    }

    private static void addVector(Group group, Type field, int row) {
        if (field.isRepetition(Type.Repetition.REPEATED) || field.isPrimitive()) {
            addNumbers(group, field, row);
        } else {
            addNumbers(group.addGroup("embedding"), field.asGroupType().getType(0), row);
        }
    }

    private static void addNumbers(Group list, Type repeated, int row) {
        for (double number : new double[] {Math.sin(row * .7), Math.cos(row * 1.3)}) {
            Group into = repeated.isPrimitive() ? list : list.addGroup(repeated.getName());
            Type element =
                    repeated.isPrimitive() ? repeated : repeated.asGroupType().getType(0);
            if (element.asPrimitiveType().getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.FLOAT) {
                into.add(element.getName(), (float) number);
            } else {
                into.add(element.getName(), number);
            }
        }
    }

    /** An optional field is null in every fifth row; a repeated one is there up to three times. */
    private static void addOccurrences(Group group, Type field, int row) {
        int count = switch (field.getRepetition()) {
            case REQUIRED -> 1;
            case OPTIONAL -> row % 5 == 4 ? 0 : 1;
            case REPEATED -> row % 4;
        };
        for (int i = 0; i < count; i++) {
            if (field.isPrimitive()) {
                addValue(group, field.asPrimitiveType(), row + i);
            } else {
                fill(group.addGroup(field.getName()), field.asGroupType(), row + i);
            }
        }
    }

    private static void addValue(Group group, PrimitiveType type, int row) {
        String name = type.getName();
        switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> group.add(name, row % 2 == 0);
            case INT32 -> group.add(name, wholeNumber(type, row));
            case INT64 -> group.add(name, longNumber(type, row));
            case FLOAT -> group.add(name, row / 7f);
            case DOUBLE -> group.add(name, row == 3 ? Double.NaN : row / 7.0);
            case BINARY -> group.add(name, Binary.fromConstantByteArray(bytes(type, row)));
            case FIXED_LEN_BYTE_ARRAY -> group.add(name, Binary.fromConstantByteArray(fixed(type, row)));
            case INT96 -> group.add(name, new NanoTime(2_440_588 + row * 100, row * 1_000_000_007L));
        }
    }

    private static int wholeNumber(PrimitiveType type, int row) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof IntLogicalTypeAnnotation whole) {
            return whole.isSigned() || whole.getBitWidth() < 32 ? row : -1 - row;
        }
        if (logical instanceof LogicalTypeAnnotation.TimeLogicalTypeAnnotation) {
            return row * 3_000_001;
        }
        if (logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
            return row * 30_000 - 200_000;
        }
        return (row - 7) * 111;
    }

    private static long longNumber(PrimitiveType type, int row) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (type.getName().equals("id")) {
            return row;
        }
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            return (row - 10)
                    * (timestamp.getUnit() == TimeUnit.MILLIS
                            ? 2_000_000_000_123L
                            : timestamp.getUnit() == TimeUnit.MICROS
                                    ? 2_000_000_000_000_123L
                                    : 100_000_000_000_000_123L);
        }
        if (logical instanceof LogicalTypeAnnotation.TimeLogicalTypeAnnotation) {
            return row * 3_000_000_001L;
        }
        return logical instanceof IntLogicalTypeAnnotation whole && !whole.isSigned()
                ? -1L - row
                : (row - 7) * 1_000_000_007L;
    }

    private static byte[] bytes(PrimitiveType type, int row) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation) {
            return BigInteger.valueOf((row - 7) * 1_000_003L).toByteArray();
        }
        if (logical instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation) {
            return ("{\"i\": " + row + "}").getBytes(UTF_8);
        }
        if (logical == null || logical instanceof LogicalTypeAnnotation.BsonLogicalTypeAnnotation) {
            return new byte[] {(byte) row, 0, (byte) 0xFF};
        }
        return (type.getName().equals("id") ? "row " + row : "naïve 日本 " + row % 4).getBytes(UTF_8);
    }

    private static byte[] fixed(PrimitiveType type, int row) {
        byte[] bytes = new byte[type.getTypeLength()];
        if (!(type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation)) {
            Arrays.fill(bytes, (byte) row);
            return bytes;
        }
        byte[] number = BigInteger.valueOf((row - 7) * 1_000_003L).toByteArray();
        Arrays.fill(bytes, (byte) (row < 7 ? -1 : 0));
        System.arraycopy(number, 0, bytes, bytes.length - number.length, number.length);
        return bytes;
    }
}
