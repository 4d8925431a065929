package io.github.lrmfspark.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/** Tries whether files can be written in a directory, and leaves nothing. */
public final class Rehearsal {
    private static final String CONTENT = "a rehearsal of lrmf-spark\n";

    private Rehearsal() {}

    /** Makes the directory if it is not there, writes a small file in it, renames and deletes that. */
    static void ofFiles(Place directory) throws IOException {
        within(directory, (files, path) -> write(files, path));
    }

    /** The same with a directory in place of the file, so that a disk may be full. */
    public static void ofNames(Place directory) throws IOException {
        within(directory, (files, path) -> files.mkdir(path, null, false));
    }

    /** Writes something at a path. */
    @FunctionalInterface
    private interface Small {
        void write(FileContext files, Path path) throws IOException;
    }

    private static void within(Place directory, Small small) throws IOException {
        MadeDirectories made = MadeDirectories.make(directory);
        try {
            FileStep.take(() -> {
                FileContext files = directory.context();
                String name = ".rehearsal-" + UUID.randomUUID();
                Path path = directory.child(name).path();
                Path renamed = directory.child(name + "-renamed").path();
                try {
                    small.write(files, path);
                    files.rename(path, renamed, Rename.NONE);
                } finally {
                    files.delete(path, true);
                    files.delete(renamed, true);
                }
                return directory;
            });
        } finally {
            made.removeIfEmpty();
        }
    }

    /** Writes a directory with a small file in it. */
    static void write(Place directory) throws IOException {
        FileContext files = directory.context();
        files.mkdir(directory.path(), null, false);
        write(files, directory.child(StagedOutput.REHEARSAL).path());
    }

    private static void write(FileContext files, Path file) throws IOException {
        try (OutputStream out = files.create(file, EnumSet.of(CreateFlag.CREATE))) {
            out.write(CONTENT.getBytes(UTF_8));
        }
    }
}
