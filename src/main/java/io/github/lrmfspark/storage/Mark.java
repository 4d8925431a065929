package io.github.lrmfspark.storage;

import java.io.IOException;
import java.util.Optional;

/** By what the job knows that a directory was written by it, or by Spark in the same way, and so may be replaced or deleted. */
@FunctionalInterface
public interface Mark {
    /**
     * Looks at a place.
     *
     * @return the first thing there that is not of this kind; empty if all is, or there is nothing
     */
    Optional<String> foreign(Place directory) throws IOException;

    /** The same where a run may have been killed that was writing it. */
    default Optional<String> foreignInUnfinished(Place directory) throws IOException {
        return foreign(directory);
    }
}
