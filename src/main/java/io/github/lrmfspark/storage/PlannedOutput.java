package io.github.lrmfspark.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.apache.spark.sql.SaveMode;

/**
 * A directory that a run is to write.
 *
 * @param option the word of the command line that names it
 * @param given as the user wrote it
 * @param kind what is done with it
 * @param mark by which one that may be replaced is known
 * @param mode whether one that is there may be replaced
 */
record PlannedOutput(String option, String given, Place place, Kind kind, Mark mark, SaveMode mode) {
    private static final String PATTERN = "[]{}*?\\";

    /** How a directory is written. */
    enum Kind {
        /** As a whole, beside its place. */
        STAGED,
        /** File by file, beside what else is in it. */
        FILLED,
        /** File by file, by a run that may do without. */
        KEPT
    }

    /** What keeps it from being written, as far as that can be seen; empty if nothing. */
    List<String> faults() throws IOException {
        if (place.path().isRoot()) {
            return List.of("Expected a directory with a name for " + option + "; found '" + given + "'");
        }
        List<String> faults = new ArrayList<>();
        noDirectoryAbove().ifPresent(faults::add);
        if (kind == Kind.KEPT) {
            if (place.exists() && !place.isDirectory()) {
                faults.add("Expected a directory for " + option + "; found the file '" + place + "'");
            }
            return faults;
        }
        if (place.path().getName().contains(":")) {
            faults.add("Expected a name without a colon for " + option + ", which Hadoop's files do not bear; found '"
                    + given + "'");
            return faults;
        }
        if (kind == Kind.STAGED && StringUtils.containsAny(given + place, PATTERN)) {
            faults.add("Expected a name that is no pattern for " + option + ", as it could not be read again; found '"
                    + given + "'. Do without the characters " + PATTERN);
        }
        if (mode == SaveMode.ErrorIfExists && place.exists()) {
            faults.add("Expected no output yet at '" + given + "'; found one. Choose another path or mode overwrite");
        }
        if (faults.isEmpty()) {
            Stream.of(foreign(), immovable(), HeldLock.fault(place))
                    .flatMap(Optional::stream)
                    .forEach(faults::add);
        }
        return faults;
    }

    private Optional<String> noDirectoryAbove() throws IOException {
        Place above = place.parent();
        while (!above.exists()) {
            above = above.parent();
        }
        return above.isDirectory()
                ? Optional.empty()
                : Optional.of("Expected a directory at '" + above + "', to write " + option + " '" + given
                        + "' in it; found a file. Choose another path");
    }

    private Optional<String> foreign() throws IOException {
        if (kind == Kind.STAGED) {
            return StagedOutput.at(place, mark, mode).fault();
        }
        return mark.foreign(place)
                .map(found -> "Expected nothing to be replaced in " + option + " '" + given
                        + "' but what the job wrote; found '" + found + "'. Choose another path");
    }

    /** Of what is there and is to be moved aside: what a rename would not do. */
    private Optional<String> immovable() throws IOException {
        Optional<java.nio.file.Path> local = place.local().filter(Files::exists);
        if (kind != Kind.STAGED || local.isEmpty()) {
            return Optional.empty();
        }
        java.nio.file.Path directory = local.get();
        for (String property : List.of("user.dir", "user.home")) {
            if (java.nio.file.Path.of(System.getProperty(property)).startsWith(directory)) {
                return Optional.of("Expected a directory that may be replaced for " + option + "; found '" + given
                        + "', in which the job runs or its user is at home. Choose another path");
            }
        }
        return Files.getFileStore(directory).equals(Files.getFileStore(directory.getParent()))
                ? Optional.empty()
                : Optional.of("Expected a directory that can be moved aside for " + option + "; found '" + given
                        + "', where a file system is mounted. Name a directory below it");
    }

    /** Every tree that is written, moved or deleted. */
    List<Place> trees() {
        return switch (kind) {
            case STAGED ->
                List.of(
                        place,
                        place.beside(StagedOutput.UNFINISHED),
                        place.beside(StagedOutput.REPLACED),
                        place.beside(StagedOutput.REHEARSED),
                        place.beside(OutputLock.SUFFIX));
            case FILLED -> List.of(place, place.beside(OutputLock.SUFFIX));
            case KEPT -> List.of(place);
        };
    }

    boolean isLocked() {
        return kind != Kind.KEPT;
    }

    /** Whether it would change what is read, or lie among it. */
    boolean meets(ReadFiles read) throws IOException {
        for (Place tree : trees()) {
            if (kind == Kind.KEPT ? read.hold(tree) : read.meet(tree)) {
                return true;
            }
        }
        return false;
    }

    boolean meets(PlannedOutput other) throws IOException {
        for (Place tree : trees()) {
            for (Place another : other.trees()) {
                if (tree.isWithin(another) || another.isWithin(tree)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Writes something small as the output is written later, and removes it.
     *
     * @param sample writes a staged directory in place of the usual small file
     */
    void rehearse(Optional<StagedOutput.Writer> sample) throws IOException {
        switch (kind) {
            case STAGED -> {
                StagedOutput output = StagedOutput.at(place, mark, mode);
                if (sample.isPresent()) {
                    output.rehearse(sample.get());
                } else {
                    output.rehearse();
                }
            }
            case FILLED -> Rehearsal.ofFiles(place);
            case KEPT -> Rehearsal.ofNames(place);
        }
    }
}
