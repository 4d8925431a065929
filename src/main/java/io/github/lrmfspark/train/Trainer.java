package io.github.lrmfspark.train;

import io.github.lrmfspark.objective.Objective;

/**
 * Minimises an objective over the rows that it was made with. One call is one training; calls of one trainer must
 * follow one another.
 */
public interface Trainer {

    /**
     * Trains for as many steps as the options say, or goes on from the newest checkpoint of the trainer's name that
     * fits. The last iterate is the result. Blocks until the training has ended.
     *
     * @param objective what is minimised, in nats per pair; immutable
     * @param initial starting parameters [P], in the order of {@link Objective#models}; only read
     * @param options steps, batch size, rates, noise, workers, rounds and seed
     * @return the parameters and how they came about
     * @throws TrainingFailedException if several rounds in a row left numbers that are not finite
     * @throws IllegalArgumentException if the options ask for more or fewer workers than there are
     */
    TrainingResult train(Objective objective, float[] initial, TrainingOptions options);
}
