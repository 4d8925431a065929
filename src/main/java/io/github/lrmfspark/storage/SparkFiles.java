package io.github.lrmfspark.storage;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A directory that Spark writes, known by the names in it: parts, the markers of its committers and the checksums of both; the
 * directories of partitions; and {@code _temporary}, which a killed run leaves. A link is none of them.
 */
final class SparkFiles implements Mark {
    /** A set, whose parts have a random id in their names. */
    static final SparkFiles PARQUET = new SparkFiles(
            "part-(r-)?\\d{5,}-(tid-\\d+-)?\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}([._-].+)?\\.parquet"
                    + "|_metadata|_common_metadata");

    /** Text, such as the metadata of a model. */
    static final SparkFiles TEXT = new SparkFiles("part-\\d{5,}");

    private static final String MARKERS = "_SUCCESS|_(started|committed)_\\d+";
    private static final String TEMPORARY = "_temporary";
    private static final Pattern PARTITION = Pattern.compile("[^=]+=.*");
    private static final Pattern ATTEMPT = Pattern.compile(TEMPORARY + "|\\d+|(attempt|task)_\\w+");

    private final Pattern file;

    private SparkFiles(String part) {
        String name = part + "|" + MARKERS;
        this.file = Pattern.compile(name + "|\\.(" + name + ")\\.crc");
    }

    @Override
    public Optional<String> foreign(Place directory) throws IOException {
        return switch (directory.type()) {
            case NOTHING -> Optional.empty();
            case DIRECTORY -> foreign(directory, false);
            case FILE, LINK -> Optional.of(directory + ", which is no directory");
        };
    }

    private Optional<String> foreign(Place directory, boolean temporary) throws IOException {
        for (Place.Entry entry : directory.entries()) {
            Optional<String> found = foreign(entry, temporary);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The same for something in such a directory, which lies below {@code _temporary} or not. */
    Optional<String> foreign(Place.Entry entry, boolean temporary) throws IOException {
        if (!isKnown(entry, temporary)) {
            return Optional.of(entry.place().toString());
        }
        return entry.type() == Place.Type.DIRECTORY
                ? foreign(entry.place(), temporary || entry.name().equals(TEMPORARY))
                : Optional.empty();
    }

    private boolean isKnown(Place.Entry entry, boolean temporary) {
        String name = entry.name();
        return switch (entry.type()) {
            case FILE -> file.matcher(name).matches();
            case DIRECTORY ->
                PARTITION.matcher(name).matches()
                        || name.equals(TEMPORARY)
                        || (temporary && ATTEMPT.matcher(name).matches());
            case LINK, NOTHING -> false;
        };
    }
}
