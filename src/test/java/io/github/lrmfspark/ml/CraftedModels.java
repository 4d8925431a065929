package io.github.lrmfspark.ml;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.CraftedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Saved models as another program could write them: any content, with the checksum that is right for it. */
final class CraftedModels {
    /** The columns of the format before the one of now. */
    static final String COLUMNS = "optional binary spec (UTF8); optional binary parameters; optional int64 checksum;";

    private CraftedModels() {}

    /** Makes something wrong of what was saved in a directory. */
    interface Damage {
        void to(Path saved) throws IOException;
    }

    /** A row of a file; what is null is left out. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Content(String spec, byte[] numbers) {
        Content withSpec(String other) {
            return new Content(other, numbers);
        }

        /** With another text in place of one that has to be there. */
        Content replacing(String text, String other) {
            return withSpec(CraftedText.replace(spec, text, other));
        }

        Content withNumbers(float... others) {
            ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * others.length).order(ByteOrder.LITTLE_ENDIAN);
            buffer.asFloatBuffer().put(others);
            return new Content(spec, buffer.array());
        }

        /** The same with nothing but zeros, so many. */
        Content withZeros(int count) {
            return withNumbers(new float[count]);
        }

        /** CRC-32C of spec and numbers. */
        long checksum() {
            CRC32C checksum = new CRC32C();
            checksum.update(spec.getBytes(UTF_8));
            checksum.update(numbers);
            return checksum.getValue();
        }

        private void addTo(Group row) {
            row.add("spec", spec);
            row.add("parameters", Binary.fromConstantByteArray(numbers));
            row.add("checksum", checksum());
        }
    }

    static Content of(Object spec, float[] numbers) throws IOException {
        return new Content(new ObjectMapper().writeValueAsString(spec), new byte[0]).withNumbers(numbers);
    }

    /** Puts rows of the format before the one of now in place of what a directory holds. */
    static void write(Path directory, Content... rows) {
        write(
                directory,
                COLUMNS,
                Stream.of(rows).<RowOf>map(content -> content::addTo).toList());
    }

    /** Fills a row. */
    interface RowOf {
        void fill(Group row);
    }

    /** The same with any columns. */
    static void write(Path directory, String columns, List<RowOf> rows) {
        MessageType schema = MessageTypeParser.parseMessageType("message spark_schema { " + columns + " }");
        try {
            FileUtils.deleteDirectory(directory.toFile());
            Files.createDirectories(directory);
            org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(
                    directory.resolve("part-0.parquet").toUri());
            try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(
                            HadoopOutputFile.fromPath(file, new Configuration()))
                    .withType(schema)
                    .withCompressionCodec(CompressionCodecName.GZIP)
                    .build()) {
                for (RowOf row : rows) {
                    Group group = new SimpleGroup(schema);
                    row.fill(group);
                    writer.write(group);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only visible file in a directory. */
    static Path file(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a text in place of the only visible file in a directory, and removes the checksum that Hadoop keeps of it. */
    static void overwrite(Path directory, byte[] bytes) {
        try {
            Path file = file(directory);
            Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the text of the only visible file in a directory. */
    static void edit(Path directory, String text, String other) {
        try {
            String edited = CraftedText.replace(Files.readString(file(directory)), text, other);
            overwrite(directory, edited.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code cp -r FROM/. TO} does. */
    static void copy(Path from, Path to) {
        try {
            FileUtils.copyDirectory(from.toFile(), to.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
