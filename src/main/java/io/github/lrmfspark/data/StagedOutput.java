package io.github.lrmfspark.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;

/**
 * A directory that is there as a whole or not at all. It is written beside its place, as {@code .NAME.unfinished}, and renamed
 * when it is whole. One that it replaces is moved aside to {@code .NAME.replaced} just before, and deleted last. Of what a killed
 * run left under these names, the next one deletes the unfinished before it writes, and the replaced when the new one is in place.
 *
 * <p>A rename is one step on HDFS and on local file systems. On an object store it copies file by file, and a run that is killed
 * meanwhile leaves some of them in place: there an output is whole only if its job said so.
 */
public final class StagedOutput {
    private final FileContext files;
    private final Path path;
    private final SaveMode mode;

    private StagedOutput(FileContext files, Path path, SaveMode mode) {
        this.files = files;
        this.path = path;
        this.mode = mode;
    }

    /** Writes a directory whose path it is given. */
    @FunctionalInterface
    public interface Writer {
        void write(String directory) throws IOException;
    }

    /**
     * Prepares an output; nothing is written yet.
     *
     * @param mode whether it replaces what is there, {@code Overwrite}, or fails and leaves that as it is
     */
    public static StagedOutput at(Configuration hadoop, String path, SaveMode mode) {
        Path given = ParquetSource.path(path);
        try {
            return new StagedOutput(FileContext.getFileContext(given.toUri(), hadoop), given, mode);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at '" + path + "'", e);
        }
    }

    /** Writes it; if that fails, nothing of it is left behind, and what it was to replace is where it was. */
    public void write(Writer writer) {
        Path unfinished = beside(".unfinished");
        try {
            files.delete(unfinished, true);
            try {
                writer.write(unfinished.toString());
                putInPlace(unfinished);
            } finally {
                files.delete(unfinished, true);
            }
            files.delete(beside(".replaced"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write '" + path + "'", e);
        }
    }

    private void putInPlace(Path unfinished) throws IOException {
        Path replaced = beside(".replaced");
        boolean replaces = mode == SaveMode.Overwrite && files.util().exists(path);
        if (replaces) {
            files.delete(replaced, true);
            files.rename(path, replaced, Rename.NONE);
        }
        try {
            files.rename(unfinished, path, Rename.NONE);
        } catch (IOException e) {
            if (replaces) {
                files.rename(replaced, path, Rename.NONE);
            }
            throw e;
        }
    }

    private Path beside(String suffix) {
        return new Path(path.getParent(), "." + path.getName() + suffix);
    }
}
