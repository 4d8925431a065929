package io.github.lrmfspark.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A set as somebody might have written it.
 *
 * @param name of the layout
 * @param may what the job may do with it
 * @param source what comes after {@code --source}, within the directory of the set; empty for the directory itself
 * @param names one of these has to be in the first line of a refusal; where there are none, the name of a file or of any column
 * @param writing writes it
 */
record Layout(String name, May may, String source, List<String> names, Writing writing) {
    enum May {
        /** It is plain, or was read before: it has to be read. */
        BE_READ,
        /** It may be read as it lies there, or refused. */
        BE_EITHER,
        /** Whatever would be read would be wrong. */
        BE_REFUSED
    }

    /** Writes a set into a directory that is there. */
    @FunctionalInterface
    interface Writing {
        void into(Path directory) throws IOException;
    }

    static Layout read(String name, Writing writing) {
        return new Layout(name, May.BE_READ, "", List.of(), writing);
    }

    static Layout either(String name, Writing writing) {
        return new Layout(name, May.BE_EITHER, "", List.of(), writing);
    }

    static Layout refused(String name, String named, Writing writing) {
        return new Layout(name, May.BE_REFUSED, "", List.of(named), writing);
    }

    /** The same with other words after {@code --source}. */
    Layout from(String within) {
        return new Layout(name, may, within, names, writing);
    }

    /** The same, where a refusal has to name one of these. */
    Layout naming(String... some) {
        return new Layout(name, may, source, List.of(some), writing);
    }

    @Override
    public String toString() {
        return name;
    }
}
