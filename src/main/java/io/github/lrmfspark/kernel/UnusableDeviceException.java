package io.github.lrmfspark.kernel;

/**
 * Thrown when ND4J's libraries cannot compute on a machine or a card. The message names it and says what to do, and is
 * meant for the user as it is.
 */
public final class UnusableDeviceException extends RuntimeException {

    UnusableDeviceException(String message) {
        super(message);
    }

    UnusableDeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
