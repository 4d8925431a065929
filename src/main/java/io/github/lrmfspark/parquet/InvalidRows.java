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

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
