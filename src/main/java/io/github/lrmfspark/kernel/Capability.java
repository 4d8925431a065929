package io.github.lrmfspark.kernel;

import java.io.Serializable;

/**
 * The compute capability of an NVIDIA card, by which it is known what machine code the card runs.
 *
 * @param major the number of the generation
 * @param minor the number within it
 */
public record Capability(int major, int minor) implements Serializable {

    /**
     * Whether a card of this capability runs machine code for that one: of the same major number, and no higher minor
     * one.
     *
     * @param code what the code was compiled for
     */
    boolean runs(Capability code) {
        return major == code.major && minor >= code.minor;
    }

    /** As NVIDIA writes it, such as 8.6. */
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
