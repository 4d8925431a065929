package io.github.lrmfspark.ml;

import org.jspecify.annotations.Nullable;

/**
 * How the lower bound of the loss is found.
 *
 * @param folds K, private fits, each without one fold of the training rows
 * @param steps minibatches that each worker takes in a private fit
 * @param models where the private densities are kept; null where they are not
 */
record BoundOptions(int folds, int steps, @Nullable String models) {
    /** The options that {@code steps} of the map and as many of the measured recipe ask for. */
    static BoundOptions of(int folds, int steps, int measured, @Nullable String models) {
        return new BoundOptions(folds, Math.max(1, Math.max(steps, measured) / 2), models);
    }
}
