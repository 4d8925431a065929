package io.github.lrmfspark.train;

import static io.github.lrmfspark.settings.Keys.TRAINING_AVERAGING_FREQUENCY;
import static io.github.lrmfspark.settings.Keys.TRAINING_BATCH_SIZE;
import static io.github.lrmfspark.settings.Keys.TRAINING_LEARNING_RATE;
import static io.github.lrmfspark.settings.Keys.TRAINING_NOISE;
import static io.github.lrmfspark.settings.Keys.TRAINING_PATIENCE;
import static io.github.lrmfspark.settings.Keys.TRAINING_SEED;
import static io.github.lrmfspark.settings.Keys.TRAINING_STEPS;
import static io.github.lrmfspark.settings.Keys.TRAINING_TRANSFORM_RATE_RATIO;
import static io.github.lrmfspark.settings.Keys.TRAINING_WORKERS;

import io.github.lrmfspark.settings.Settings;
import java.io.Serializable;

/**
 * How long and how fast to train. {@link #of} makes it of settings, which are in their ranges; nothing is checked here.
 *
 * @param steps the minibatches that each worker takes
 * @param batchSize pairs in a minibatch
 * @param learningRate p's learning rate at the start; it falls to 0 as a cosine
 * @param transformRateRatio T's learning rate over p's; T must be the slower one, unless p begins as a density of the target
 * @param noise the standard deviation of the noise on both inputs, where each domain has deviation 1
 * @param workers how many partitions train at a time
 * @param averagingFrequency steps between two averages
 * @param patience evaluations without a lower loss after which the training cools down, by {@link Patience}; 0 for none
 * @param seed where every random choice comes from
 */
public record TrainingOptions(
        int steps,
        int batchSize,
        double learningRate,
        double transformRateRatio,
        double noise,
        int workers,
        int averagingFrequency,
        int patience,
        long seed)
        implements Serializable {

    /**
     * {@return the options that settings say}
     *
     * @param settings none of which may be left open
     * @throws IllegalStateException if one that is needed is {@code auto}
     */
    public static TrainingOptions of(Settings settings) {
        return new TrainingOptions(
                settings.get(TRAINING_STEPS),
                settings.get(TRAINING_BATCH_SIZE),
                settings.get(TRAINING_LEARNING_RATE),
                settings.get(TRAINING_TRANSFORM_RATE_RATIO),
                settings.get(TRAINING_NOISE),
                settings.get(TRAINING_WORKERS),
                settings.get(TRAINING_AVERAGING_FREQUENCY),
                settings.get(TRAINING_PATIENCE),
                settings.get(TRAINING_SEED));
    }

    /** {@return the number of rounds that the steps make; the last one may be shorter} */
    public int rounds() {
        return roundsOf(steps);
    }

    int roundsOf(int firstSteps) {
        return (firstSteps + averagingFrequency - 1) / averagingFrequency;
    }
}
