package io.github.lrmfspark.ml;

import static io.github.lrmfspark.settings.Keys.BOUND_ENABLED;
import static io.github.lrmfspark.settings.Keys.BOUND_FOLDS;
import static io.github.lrmfspark.settings.Keys.TRAINING_STEPS;

import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * How the lower bound of the loss is found.
 *
 * @param folds K, private fits, each without one fold of the training rows
 * @param steps minibatches that each worker takes in a private fit
 * @param models where the private densities are kept; null where they are not
 */
record BoundOptions(int folds, int steps, @Nullable String models) {
    /**
     * The options that settings ask for; null where they ask for no bound.
     *
     * @param measured steps of the measured recipe
     * @throws InvalidInputException if private models are named but not asked for
     */
    static @Nullable BoundOptions of(Settings settings, int measured, @Nullable String models) {
        if (settings.get(BOUND_ENABLED)) {
            int steps = Math.max(settings.get(TRAINING_STEPS), measured);
            return new BoundOptions(settings.get(BOUND_FOLDS), Math.max(1, steps / 4), models);
        }
        if (models != null) {
            throw new InvalidInputException("Expected the bound to be enabled where private models are named; found '"
                    + models + "' and the bound disabled. Set bound.enabled=true or leave the private models out");
        }
        return null;
    }
}
