package io.github.lrmfspark.ml;

import io.github.lrmfspark.storage.ExceptionMessages;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * Reads what was saved, from any file system that Hadoop knows. It reads in this JVM: in a task of Spark an error that
 * a damaged file brings about would end the process.
 *
 * <p>Each method throws {@link DamagedModelException}, whatever a file makes the libraries throw. That holds for errors
 * too, memory that runs out among them: a damaged length may ask for any amount.
 *
 * <p>Sizes are bounded: a text has less than 16 MiB, a file at most 10,000 rows. Parquet verifies the checksums of
 * pages where they are written.
 */
final class SavedFiles {
    private static final int LONGEST_TEXT = 1 << 24;
    private static final int MOST_ROWS = 10_000;

    private final Configuration hadoop;

    /** @param hadoop says which file systems there are, and which codecs */
    SavedFiles(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** Something that is read. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * The entries of a directory but those that Spark passes over, whose names begin with a dot or an underscore.
     *
     * @param directory or a file, which stands for itself
     * @return files and directories, in the order of the file system
     * @throws DamagedModelException if nothing is there or it cannot be read
     */
    List<FileStatus> entries(Path directory) {
        return guarded(() -> Stream.of(directory.getFileSystem(hadoop).listStatus(directory))
                .filter(entry -> !entry.getPath().getName().matches("[._].*"))
                .toList());
    }

    /**
     * The only entry of a directory, which is a file. A file stands for itself.
     *
     * @param directory with one file that Spark does not pass over
     * @return the file
     * @throws DamagedModelException if there are none or several entries, or a directory; the message names up to four
     */
    Path onlyFile(Path directory) {
        List<FileStatus> entries = entries(directory);
        if (entries.size() != 1 || !entries.get(0).isFile()) {
            throw new DamagedModelException("Expected one file in '" + directory.getName() + "'; found "
                    + (entries.isEmpty() ? "none" : names(entries)));
        }
        return entries.get(0).getPath();
    }

    private static String names(List<FileStatus> entries) {
        List<String> names = entries.stream()
                .map(entry -> entry.getPath().getName() + (entry.isDirectory() ? "/" : ""))
                .sorted()
                .limit(4)
                .toList();
        return entries.size() + ": " + String.join(", ", names) + (entries.size() > names.size() ? ", …" : "");
    }

    /**
     * A short text, decompressed if Spark compressed it, which the file's ending tells.
     *
     * @param file with the text
     * @return its bytes, uncompressed
     * @throws DamagedModelException if it cannot be read, or has 16 MiB or more
     */
    byte[] text(Path file) {
        return guarded(() -> {
            FileSystem files = file.getFileSystem(hadoop);
            CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
            try (InputStream stored = files.open(file);
                    InputStream text = codec == null ? stored : codec.createInputStream(stored)) {
                byte[] bytes = text.readNBytes(LONGEST_TEXT);
                if (bytes.length == LONGEST_TEXT) {
                    throw new DamagedModelException("Expected a line in '" + file.getName() + "'; found a long text");
                }
                return bytes;
            }
        });
    }

    /**
     * The rows of a Parquet file with the columns of {@link ParameterRows}. A model has one, private densities one a
     * fold.
     *
     * @param file in Parquet; other columns are not read
     * @return the rows in their order, unchecked but for their types
     * @throws DamagedModelException if it is no Parquet, lacks a column, is damaged, or has more than 10,000 rows
     */
    List<ParameterRows.Stored> rows(Path file) {
        return guarded(() -> {
            ParquetReadOptions options = HadoopReadOptions.builder(hadoop, file)
                    .usePageChecksumVerification(true)
                    .build();
            try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop), options)) {
                MessageType columns =
                        ParameterRows.columns(reader.getFileMetaData().getSchema());
                reader.setRequestedSchema(columns);
                return rows(reader, new ColumnIOFactory().getColumnIO(columns), columns);
            }
        });
    }

    private static List<ParameterRows.Stored> rows(
            ParquetFileReader reader, MessageColumnIO columns, MessageType schema) throws IOException {
        List<ParameterRows.Stored> rows = new ArrayList<>();
        for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
            if (pages.getRowCount() > MOST_ROWS - rows.size()) {
                throw new DamagedModelException("Expected a row for each fit; found " + reader.getRecordCount());
            }
            RecordReader<Group> records = columns.getRecordReader(pages, new GroupRecordConverter(schema));
            for (long i = 0; i < pages.getRowCount(); i++) {
                rows.add(ParameterRows.Stored.of(records.read()));
            }
        }
        return rows;
    }

    /** Reads, and turns whatever is thrown into one exception with what all its causes say. */
    private static <T> T guarded(Reading<T> reading) {
        try {
            return reading.read();
        } catch (DamagedModelException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw new DamagedModelException("it says that it takes more memory than there is", e);
        } catch (Throwable e) { // Hadoop, Parquet and Thrift throw exceptions and errors of any kind at damaged files
            throw new DamagedModelException(ExceptionMessages.of(e), e);
        }
    }
}
