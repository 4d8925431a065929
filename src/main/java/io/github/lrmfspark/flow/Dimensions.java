package io.github.lrmfspark.flow;

/** The check at the door of every map. */
final class Dimensions {
    private Dimensions() {}

    static int atLeast(int least, int dimension, String what) {
        if (dimension < least) {
            throw new IllegalArgumentException(
                    "Expected vectors of length " + least + " or more for " + what + "; found length " + dimension);
        }
        return dimension;
    }
}
