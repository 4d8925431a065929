package io.github.lrmfspark.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Parquet out, through Spark's writer and committer: an output is there as a whole or not at all, see {@link StagedOutput}. */
public final class ParquetSink {
    private final Path path;
    private final SaveMode mode;
    private final FileSystem files;
    private final StagedOutput output;

    private ParquetSink(Path path, SaveMode mode, FileSystem files, StagedOutput output) {
        this.path = path;
        this.mode = mode;
        this.files = files;
        this.output = output;
    }

    /**
     * Prepares an output.
     *
     * @param mode {@code ErrorIfExists} or {@code Overwrite}
     */
    public static ParquetSink of(SparkSession spark, String path, SaveMode mode) {
        if (mode != SaveMode.ErrorIfExists && mode != SaveMode.Overwrite) {
            throw new IllegalArgumentException("Expected mode ErrorIfExists or Overwrite; found " + mode);
        }
        Path given = ParquetSource.path(path);
        try {
            Configuration hadoop = spark.sparkContext().hadoopConfiguration();
            FileSystem files = given.getFileSystem(hadoop);
            return new ParquetSink(files.makeQualified(given), mode, files, StagedOutput.at(hadoop, path, mode));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at '" + path + "'", e);
        }
    }

    /**
     * To be called before any work.
     *
     * @param others paths that are read, or written too
     * @throws InvalidInputException if the output is there already and may not be replaced, or if it holds, or lies in, one
     *     of the others
     */
    public void checkWritable(List<String> others) {
        if (mode == SaveMode.ErrorIfExists && exists()) {
            throw new InvalidInputException(
                    "Expected no output yet at '" + path + "'; found one. Choose another path or mode overwrite");
        }
        for (String other : others) {
            Path apart = files.makeQualified(ParquetSource.path(other));
            if (isWithin(apart, path) || isWithin(path, apart)) {
                throw new InvalidInputException(
                        "Expected an output apart from the inputs and the other outputs; found '" + path + "' with '"
                                + apart + "'");
            }
        }
    }

    /** Writes the rows; if that fails, nothing is left behind. */
    public void write(Dataset<Row> rows) {
        output.write(directory -> rows.write().parquet(directory));
    }

    private boolean exists() {
        try {
            return files.exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at '" + path + "'", e);
        }
    }

    private static boolean isWithin(Path inner, Path outer) {
        for (Path at = inner; at != null; at = at.getParent()) {
            if (at.equals(outer)) {
                return true;
            }
        }
        return false;
    }
}
