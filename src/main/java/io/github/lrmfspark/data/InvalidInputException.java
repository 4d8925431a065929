package io.github.lrmfspark.data;

/**
 * What the caller gave cannot be used: a path, a column, a vector, a model directory. The message names the thing, the
 * rule and the value, and is meant for the user as it is. A job that ends so has written nothing (exit code 2).
 */
public final class InvalidInputException extends RuntimeException {

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
