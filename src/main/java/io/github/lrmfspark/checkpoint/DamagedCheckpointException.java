package io.github.lrmfspark.checkpoint;

import java.io.IOException;

/** A checkpoint that is not as it was written; other failures are of the disk or the network, and may pass. */
final class DamagedCheckpointException extends IOException {

    DamagedCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
