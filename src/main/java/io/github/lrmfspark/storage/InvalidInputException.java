package io.github.lrmfspark.storage;

import java.util.List;

/**
 * What the caller gave cannot be used: a path, a column, a vector, a model directory. The message names the thing, the
 * rule and the value, and is meant for the user as it is. A job that ends so has written nothing (exit code 2).
 */
public final class InvalidInputException extends RuntimeException {
    private final List<String> faults;

    public InvalidInputException(String message) {
        this(List.of(message));
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
        this.faults = List.of(message);
    }

    /** Several faults at once; the message has each on a line of its own. */
    public InvalidInputException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** One message for every fault. */
    public List<String> faults() {
        return faults;
    }
}
