package io.github.lrmfspark.parquet;

import io.github.lrmfspark.storage.InvalidInputException;
import java.util.Locale;

/** What becomes of null vectors and of vectors that hold NaN, an infinite value or a null. */
public enum InvalidRows {
    /** They are counted and the set is refused. */
    ERROR,
    /** They are counted and left out. */
    DROP;

    /** The policy that users call {@code error} or {@code drop}. */
    public static InvalidRows of(String name) {
        for (InvalidRows policy : values()) {
            if (policy.toString().equals(name)) {
                return policy;
            }
        }
        throw new InvalidInputException("Expected 'error' or 'drop' for invalid rows; found '" + name + "'");
    }

    /**
     * The refusal of a finite vector whose image is not: it lies so far from those of the training that float32 overflows.
     *
     * @param row what the message calls it
     */
    public static InvalidInputException overflow(String row) {
        return new InvalidInputException(
                "Expected rows whose images float32 can hold; found that of " + row
                        + " beyond it. The row lies too far from those that the model was trained on: repair it or leave it out");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
