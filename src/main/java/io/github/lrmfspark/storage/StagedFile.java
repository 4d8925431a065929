package io.github.lrmfspark.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/**
 * A file that is there as a whole or not at all. It is written beside its place, as {@code .NAME.unfinished}, closed and renamed;
 * one that is there already is replaced in that step. What a killed run left under the other name the next one writes over.
 */
public final class StagedFile {
    /** Ends the name of a file that is being written; a dot begins it. */
    public static final String UNFINISHED = ".unfinished";

    private StagedFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, and the directory that it is in where that is not there.
     *
     * @param files of the file system that it is on
     * @throws IOException if it cannot be written; what was there stays
     */
    public static void write(FileContext files, Path file, Writer writer) throws IOException {
        Path unfinished = new Path(file.getParent(), "." + file.getName() + UNFINISHED);
        try (OutputStream out = files.create(
                unfinished, EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE), CreateOpts.createParent())) {
            writer.write(out);
        }
        files.rename(unfinished, file, Rename.OVERWRITE);
    }
}
