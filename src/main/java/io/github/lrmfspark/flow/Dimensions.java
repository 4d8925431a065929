package io.github.lrmfspark.flow;

/** The check at the door of every map. */
final class Dimensions {
    private Dimensions() {}

    /**
     * {@code dimension} itself, so that a factory checks and passes on in one expression.
     *
     * @param least the smallest length that works
     * @param dimension D, or another number that has a least value
     * @param what needs it, for the message
     * @throws IllegalArgumentException if {@code dimension} is below {@code least}
     */
    static int atLeast(int least, int dimension, String what) {
        if (dimension < least) {
            throw new IllegalArgumentException(
                    "Expected vectors of length " + least + " or more for " + what + "; found length " + dimension);
        }
        return dimension;
    }
}
