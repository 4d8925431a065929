package io.github.lrmfspark.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Directories that were made for something, and go again if nothing came to lie in them. */
final class MadeDirectories {
    private final List<Place> innermostFirst = new ArrayList<>();

    private MadeDirectories() {}

    /** Makes a directory and those above it where they are not there. */
    static MadeDirectories make(Place directory) throws IOException {
        MadeDirectories made = new MadeDirectories();
        for (Place at = directory; !at.exists(); at = at.parent()) {
            made.innermostFirst.add(at);
        }
        try {
            FileStep.take(() -> make(directory, made));
        } catch (IOException e) {
            made.removeIfEmpty();
            throw e;
        }
        return made;
    }

    private static MadeDirectories make(Place directory, MadeDirectories made) throws IOException {
        Optional<java.nio.file.Path> local = directory.local();
        if (local.isPresent()) {
            Files.createDirectories(local.get()); // says why it cannot, which Hadoop does not
        } else {
            directory.context().mkdir(directory.path(), null, true);
        }
        return made;
    }

    void removeIfEmpty() throws IOException {
        for (Place directory : innermostFirst) {
            if (directory.exists() && directory.entries().isEmpty()) {
                directory.files().delete(directory.path(), false);
            }
        }
    }
}
