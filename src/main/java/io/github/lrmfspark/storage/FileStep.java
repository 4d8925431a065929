package io.github.lrmfspark.storage;

import java.io.IOException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.fs.FSError;

/**
 * A step on a file system. Hadoop throws the faults of a local disk, such as one that is full, as an Error, which no handler
 * of exceptions sees; here they become the {@link IOException} that they are elsewhere.
 */
@FunctionalInterface
public interface FileStep<T> {
    T run() throws IOException;

    /** Takes a step. */
    static <T> T take(FileStep<T> step) throws IOException {
        try {
            return step.run();
        } catch (FSError e) {
            throw new IOException(ExceptionUtils.getRootCauseMessage(e), e);
        }
    }
}
