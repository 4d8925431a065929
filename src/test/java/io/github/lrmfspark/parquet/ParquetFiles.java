package io.github.lrmfspark.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files written and read without Spark, row by row. */
public final class ParquetFiles {
    private static final Configuration HADOOP = new Configuration();

    private ParquetFiles() {}

    /** Settles how a file is written. */
    @FunctionalInterface
    public interface Options {
        ExampleParquetWriter.Builder on(ExampleParquetWriter.Builder builder);
    }

    /**
     * Writes a file.
     *
     * @param columns of its schema
     * @param fill fills in the row of a number
     */
    public static void write(
            java.nio.file.Path file, String columns, int rows, Options options, BiConsumer<Group, Integer> fill)
            throws IOException {
        MessageType type = MessageTypeParser.parseMessageType("message m { " + columns + " }");
        ExampleParquetWriter.Builder builder = ExampleParquetWriter.builder(new Path(file.toString()))
                .withType(type)
                .withConf(HADOOP);
        try (var writer = options.on(builder).build()) {
            SimpleGroupFactory groups = new SimpleGroupFactory(type);
            for (int row = 0; row < rows; row++) {
                Group group = groups.newGroup();
                fill.accept(group, row);
                writer.write(group);
            }
        }
    }

    /** The footer of a file. */
    public static ParquetMetadata footer(java.nio.file.Path file) throws IOException {
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file.toString()), HADOOP))) {
            return reader.getFooter();
        }
    }

    /** The rows of a file in their order. */
    public static List<Group> rows(java.nio.file.Path file) throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(new GroupReadSupport(), new Path(file.toString()))
                .withConf(HADOOP)
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The files of a set in the order of their paths. */
    public static List<java.nio.file.Path> of(java.nio.file.Path set) throws IOException {
        try (Stream<java.nio.file.Path> all = Files.walk(set)) {
            return all.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
