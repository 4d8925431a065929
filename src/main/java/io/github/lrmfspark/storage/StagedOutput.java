package io.github.lrmfspark.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.spark.sql.SaveMode;

/**
 * A directory that is there as a whole or not at all. It is written beside its place, as {@code .NAME.unfinished}, and renamed
 * when it is whole. One that it replaces is moved aside to {@code .NAME.replaced} just before, and deleted last. Of what a killed
 * run left under these names, the next one deletes the unfinished before it writes, and the replaced when the new one is in place.
 * Under any of the names only what carries the {@link Mark} of its kind is moved or deleted.
 *
 * <p>A rename is one step on HDFS and on local file systems. On an object store it copies file by file, and a run that is killed
 * meanwhile leaves some of them in place: there an output is whole only if its job said so.
 */
public final class StagedOutput {
    static final String UNFINISHED = StagedFile.UNFINISHED;
    static final String REPLACED = ".replaced";
    static final String REHEARSED = ".rehearsed";

    /** A file by which a directory is rehearsed; its name is one of Spark's, so that one of a killed run carries the mark. */
    static final String REHEARSAL = "_SUCCESS";

    private final FileContext files;
    private final Place place;
    private final Mark mark;
    private final SaveMode mode;

    private StagedOutput(FileContext files, Place place, Mark mark, SaveMode mode) {
        this.files = files;
        this.place = place;
        this.mark = mark;
        this.mode = mode;
    }

    /** Writes a directory whose path it is given. */
    @FunctionalInterface
    public interface Writer {
        void write(String directory) throws IOException;
    }

    /**
     * Prepares a Parquet set; nothing is written yet.
     *
     * @param mode whether it replaces what is there, {@code Overwrite}, or fails and leaves that as it is
     */
    public static StagedOutput at(Configuration hadoop, String path, SaveMode mode) {
        return at(hadoop, path, Marks.SET, mode);
    }

    /** Prepares something else that is known by a mark. */
    public static StagedOutput at(Configuration hadoop, String path, Mark mark, SaveMode mode) {
        return at(Place.of(hadoop, path), mark, mode);
    }

    static StagedOutput at(Place place, Mark mark, SaveMode mode) {
        try {
            return new StagedOutput(place.context(), place, mark, mode);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at '" + place + "'", e);
        }
    }

    /**
     * Writes it; if that fails, nothing of it is left behind, and what it was to replace is where it was.
     *
     * @throws InvalidInputException if it would replace or delete what does not carry the mark
     */
    public void write(Writer writer) {
        try {
            FileStep.take(() -> {
                requireMarks();
                write(writer, this::putInPlace);
                delete(place.beside(REPLACED));
                return place;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write '" + place + "'", e);
        }
    }

    /** Writes beside the place, renames and deletes, as it is done later, and touches nothing else. */
    void rehearse() throws IOException {
        rehearse(directory -> Rehearsal.write(place.beside(UNFINISHED)));
    }

    /** The same with a directory that something else writes. */
    void rehearse(Writer writer) throws IOException {
        FileStep.take(() -> {
            requireMarks();
            Place rehearsed = place.beside(REHEARSED);
            delete(rehearsed);
            write(writer, unfinished -> files.rename(unfinished.path(), rehearsed.path(), Rename.NONE));
            delete(rehearsed);
            return place;
        });
    }

    /** What to do with a directory that is whole. */
    @FunctionalInterface
    private interface Commit {
        void commit(Place unfinished) throws IOException;
    }

    private void write(Writer writer, Commit commit) throws IOException {
        Place unfinished = place.beside(UNFINISHED);
        delete(unfinished);
        try {
            writer.write(unfinished.path().toString());
            commit.commit(unfinished);
        } finally {
            delete(unfinished);
        }
    }

    private void putInPlace(Place unfinished) throws IOException {
        Place replaced = place.beside(REPLACED);
        boolean replaces = mode == SaveMode.Overwrite && place.exists();
        if (replaces) {
            requireMarks();
            delete(replaced);
            files.rename(place.path(), replaced.path(), Rename.NONE);
        }
        try {
            files.rename(unfinished.path(), place.path(), Rename.NONE);
        } catch (IOException e) {
            if (replaces) {
                files.rename(replaced.path(), place.path(), Rename.NONE);
            }
            throw e;
        }
    }

    private void delete(Place directory) throws IOException {
        files.delete(directory.path(), true);
    }

    private void requireMarks() throws IOException {
        Optional<String> fault = fault();
        if (fault.isPresent()) {
            throw new InvalidInputException(fault.get());
        }
    }

    /** What the output would replace or delete although neither the job nor Spark wrote it; empty if nothing. */
    Optional<String> fault() throws IOException {
        Optional<String> foreign = mode == SaveMode.Overwrite ? mark.foreign(place) : Optional.empty();
        if (foreign.isEmpty()) {
            foreign = mark.foreign(place.beside(REPLACED));
        }
        for (String suffix : new String[] {UNFINISHED, REHEARSED}) {
            if (foreign.isEmpty()) {
                foreign = mark.foreignInUnfinished(place.beside(suffix));
            }
        }
        return foreign.map(found -> "Expected nothing to be replaced for '" + place
                + "' but what the job or Spark wrote; found '" + found + "'. Choose another path");
    }
}
