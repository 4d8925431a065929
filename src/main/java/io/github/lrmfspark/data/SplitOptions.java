package io.github.lrmfspark.data;

/**
 * How two sets are split.
 *
 * @param workers W, shares of the training rows
 * @param heldOutFraction share of each set that is never trained on, in [0, 1): at least one row, unless it is 0, and at
 *     most {@link #MOST_HELD_OUT}
 * @param maxRows training rows that are used of each set at most
 * @param seed chooses the rows
 */
public record SplitOptions(int workers, double heldOutFraction, long maxRows, long seed) {
    /** Held-out rows lie on the driver; more would not make an estimate visibly better. */
    public static final int MOST_HELD_OUT = 10_000;

    /** A sample of the training rows is no smaller than this, if there are so many. */
    static final int LEAST_SAMPLE = 5_000;

    public SplitOptions {
        if (workers < 1) {
            throw new IllegalArgumentException("Expected at least 1 worker; found " + workers);
        }
        if (!(heldOutFraction >= 0 && heldOutFraction < 1)) {
            throw new IllegalArgumentException("Expected a held-out fraction in [0, 1); found " + heldOutFraction);
        }
        if (maxRows < 1) {
            throw new IllegalArgumentException("Expected at least 1 training row; found " + maxRows);
        }
    }

    int heldOut(long rows) {
        return heldOut(heldOutFraction, rows);
    }

    /** How many of so many rows are held out by a fraction. */
    public static int heldOut(double fraction, long rows) {
        return (int) Math.min(MOST_HELD_OUT, Math.ceil(fraction * rows));
    }
}
