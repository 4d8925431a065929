package io.github.lrmfspark.ml;

/** What lies in a directory cannot be what was saved there. The message says why, and whoever named the directory adds the rest. */
final class DamagedModelException extends RuntimeException {

    DamagedModelException(String message) {
        super(message);
    }

    DamagedModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
