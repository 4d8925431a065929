package io.github.lrmfspark.train;

import static io.github.lrmfspark.settings.Keys.TRAINING_AVERAGING_FREQUENCY;
import static io.github.lrmfspark.settings.Keys.TRAINING_BATCH_SIZE;
import static io.github.lrmfspark.settings.Keys.TRAINING_LEARNING_RATE;
import static io.github.lrmfspark.settings.Keys.TRAINING_NOISE;
import static io.github.lrmfspark.settings.Keys.TRAINING_PATIENCE;
import static io.github.lrmfspark.settings.Keys.TRAINING_STEPS;
import static io.github.lrmfspark.settings.Keys.TRAINING_TRANSFORM_RATE_RATIO;

/** A training by one worker, of T and p at one rate, without noise, of all its steps. */
public final class PlainTraining {
    private PlainTraining() {}

    public static Recipe of(int steps, int batchSize, double rate) {
        return Recipe.forDimension(2, 1000)
                .with(TRAINING_STEPS, steps)
                .with(TRAINING_BATCH_SIZE, batchSize)
                .with(TRAINING_LEARNING_RATE, rate)
                .with(TRAINING_TRANSFORM_RATE_RATIO, 1.0)
                .with(TRAINING_NOISE, 0.0)
                .with(TRAINING_PATIENCE, 0)
                .with(TRAINING_AVERAGING_FREQUENCY, 50);
    }
}
