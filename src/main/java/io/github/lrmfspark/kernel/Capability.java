package io.github.lrmfspark.kernel;

import java.io.Serializable;

/** The compute capability of a card: which machine code it runs. */
public record Capability(int major, int minor) implements Serializable {

    /** Whether a card of this capability runs code for that one: of the same major number, and no higher minor one. */
    boolean runs(Capability code) {
        return major == code.major && minor >= code.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
