package io.github.lrmfspark.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** The rows of a set by parquet-java alone, without Spark: every value exactly as it is stored, with its type out of the file's footer. */
final class ParquetRows {
    private ParquetRows() {}

    /**
     * One row.
     *
     * @param partition the directories that it is in, by column
     * @param types physical and logical, by column
     * @param values by column; a null has none
     */
    record Row(Map<String, String> partition, Map<String, String> types, Map<String, String> values) {
        /** The value of a column, wherever it comes from. */
        String value(String column) {
            return values.getOrDefault(column, partition.getOrDefault(column, "null"));
        }
    }

    /** Every row of a file, or below a directory but in what is hidden. */
    static List<Row> of(Path root) {
        List<Row> rows = new ArrayList<>();
        for (Path file : files(root)) {
            Map<String, String> partition = Files.isRegularFile(root) ? Map.of() : partition(root.relativize(file));
            rows.addAll(read(file, partition));
        }
        return rows;
    }

    /** The files of a set that count. */
    static List<Path> files(Path root) {
        try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.equals(root) || isVisible(root.relativize(file)))
                    .filter(ParquetRows::isParquet)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isParquet(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4), UTF_8).equals("PAR1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isVisible(Path path) {
        return IntStream.range(0, path.getNameCount())
                .mapToObj(i -> path.getName(i).toString())
                .noneMatch(name -> name.startsWith(".") || (name.startsWith("_") && !name.contains("=")));
    }

    /** What the directories of a path say. */
    static Map<String, String> partition(Path file) {
        Map<String, String> partition = new LinkedHashMap<>();
        for (Path directory : file) {
            String[] parts = directory.toString().split("=", 2);
            if (parts.length == 2 && !directory.equals(file.getFileName())) {
                partition.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return partition;
    }

    private static String decoded(String escaped) {
        return URLDecoder.decode(escaped.replace("+", "%2B"), UTF_8);
    }

    private static List<Row> read(Path file, Map<String, String> partition) {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        Configuration hadoop = new Configuration();
        hadoop.setBoolean("parquet.avro.readInt96AsFixed", true);
        try (ParquetFileReader footer = ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop));
                ParquetReader<Group> reader = ParquetReader.builder(new GroupReadSupport(), path)
                        .withConf(hadoop)
                        .build()) {
            GroupType schema = footer.getFileMetaData().getSchema();
            Map<String, String> types = new TreeMap<>();
            schema.getFields().forEach(field -> types.put(field.getName(), type(field)));
            List<Row> rows = new ArrayList<>();
            for (Group group = reader.read(); group != null; group = reader.read()) {
                Map<String, String> values = new TreeMap<>();
                for (Type field : schema.getFields()) {
                    if (group.getFieldRepetitionCount(field.getName()) > 0) {
                        values.put(field.getName(), value(group, field));
                    }
                }
                rows.add(new Row(partition, types, values));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The names of the columns of a file. */
    static List<String> columns(Path file) {
        try (ParquetFileReader footer = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
            return footer.getFileMetaData().getSchema().getFields().stream()
                    .map(Type::getName)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static String type(Type field) {
        return field.toString().replaceAll("\\s+", " ");
    }

    /** All occurrences of a field. */
    private static String value(Group group, Type field) {
        int count = group.getFieldRepetitionCount(field.getName());
        String occurrences = IntStream.range(0, count)
                .mapToObj(i -> field.isPrimitive()
                        ? primitive(group, field.asPrimitiveType(), i)
                        : fields(group.getGroup(field.getName(), i), field.asGroupType()))
                .collect(Collectors.joining(","));
        return field.isRepetition(Type.Repetition.REPEATED) ? "[" + occurrences + "]" : occurrences;
    }

    private static String fields(Group group, GroupType type) {
        return type.getFields().stream()
                .map(field -> group.getFieldRepetitionCount(field.getName()) == 0 ? "null" : value(group, field))
                .collect(Collectors.joining(";", "{", "}"));
    }

    private static String primitive(Group group, PrimitiveType type, int occurrence) {
        String name = type.getName();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> "" + group.getBoolean(name, occurrence);
            case INT32 -> "" + group.getInteger(name, occurrence);
            case INT64 -> "" + group.getLong(name, occurrence);
            case FLOAT -> Float.toString(group.getFloat(name, occurrence));
            case DOUBLE -> Double.toString(group.getDouble(name, occurrence));
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                HexFormat.of().formatHex(group.getBinary(name, occurrence).getBytes());
            case INT96 ->
                HexFormat.of().formatHex(group.getInt96(name, occurrence).getBytes());
        };
    }

    /** The numbers of a column of vectors, in whatever shape of a list, or of Spark ML's vectors that are dense. */
    static double[] vector(Row row, String column) {
        return Stream.of(row.values()
                        .getOrDefault(column, "")
                        .replaceAll("[{}\\[\\];]", ",")
                        .split(","))
                .filter(number -> !number.isBlank())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
