package io.github.lrmfspark.evaluation;

/**
 * What a metric tells: the name, and what is good.
 *
 * @param name in a report, in camel case
 * @param best of equal sets under the identity
 * @param better the side of {@code best} on which no figure lies but by chance
 */
public record Figure(String name, double best, Better better) {

    /** Which of two figures is the better one. */
    public enum Better {
        /** The lower one; no figure lies below its best but by chance. */
        LOWER,
        /** The higher one; no figure lies above its best but by chance. */
        HIGHER
    }

    /** A figure that is the better, the lower it is, down to its best. */
    static Figure lower(String name, double best) {
        return new Figure(name, best, Better.LOWER);
    }

    /** A figure that is the better, the higher it is, up to its best. */
    static Figure higher(String name, double best) {
        return new Figure(name, best, Better.HIGHER);
    }
}
