package io.github.lrmfspark.ml;

/**
 * What lies in a directory cannot be what was saved there. The message says why, without the directory's name.
 *
 * <p>It does not leave the package. {@link ModelFiles.Reader} and {@link PrivateModelFiles} turn it into an {@link
 * io.github.lrmfspark.storage.InvalidInputException} that names the directory and says what to do.
 */
final class DamagedModelException extends RuntimeException {

    /** @param message what was expected and what was found */
    DamagedModelException(String message) {
        super(message);
    }

    /**
     * @param message what was expected and what was found
     * @param cause what a library threw at the file
     */
    DamagedModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
