package io.github.lrmfspark.data;

import static io.github.lrmfspark.settings.Keys.TRAINING_HELD_OUT_FRACTION;
import static io.github.lrmfspark.settings.Keys.TRAINING_MAX_ROWS;
import static io.github.lrmfspark.settings.Keys.TRAINING_SEED;
import static io.github.lrmfspark.settings.Keys.TRAINING_WORKERS;

import io.github.lrmfspark.settings.Settings;

/**
 * How two sets are split. {@link #of} makes it of settings, which are in their ranges; nothing is checked here.
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
    static final int LEAST_SAMPLE = 12_000;

    /** The options that settings say, none of which may be left open. */
    public static SplitOptions of(Settings settings) {
        return new SplitOptions(
                settings.get(TRAINING_WORKERS),
                settings.get(TRAINING_HELD_OUT_FRACTION),
                settings.get(TRAINING_MAX_ROWS),
                settings.get(TRAINING_SEED));
    }

    int heldOut(long rows) {
        return heldOut(heldOutFraction, rows);
    }

    /** How many of so many rows are held out by a fraction. */
    public static int heldOut(double fraction, long rows) {
        return (int) Math.min(MOST_HELD_OUT, Math.ceil(fraction * rows));
    }
}
