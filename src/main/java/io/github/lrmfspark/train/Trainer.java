package io.github.lrmfspark.train;

import io.github.lrmfspark.objective.Objective;

/** Minimises an objective over the rows that it was made with. */
public interface Trainer {

    /**
     * Trains from {@code initial} [P] for as many steps as {@code options} say. The last iterate is the result.
     *
     * @throws TrainingFailedException if several rounds in a row are not finite
     */
    TrainingResult train(Objective objective, float[] initial, TrainingOptions options);
}
