package io.github.lrmfspark.train;

import java.io.Serializable;

/**
 * How long and how fast to train.
 *
 * @param steps the minibatches that each worker takes
 * @param batchSize pairs in a minibatch
 * @param learningRate p's learning rate at the start; it falls to 0 as a cosine
 * @param transformRateRatio T's learning rate over p's; T must be the slower one, unless p begins as a density of the target
 * @param noise the standard deviation of the noise on both inputs, where each domain has deviation 1
 * @param workers how many partitions train at a time
 * @param averagingFrequency steps between two averages
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
        long seed)
        implements Serializable {

    public TrainingOptions {
        require(steps >= 1, "at least one step", steps);
        require(batchSize >= 1, "a batch of at least one pair", batchSize);
        require(learningRate > 0 && learningRate < 1, "a learning rate between 0 and 1", learningRate);
        require(
                transformRateRatio > 0 && transformRateRatio < Double.POSITIVE_INFINITY,
                "a ratio of the learning rates above 0",
                transformRateRatio);
        require(noise >= 0 && noise < Double.POSITIVE_INFINITY, "noise of 0 or more", noise);
        require(workers >= 1, "at least one worker", workers);
        require(averagingFrequency >= 1, "at least one step between averages", averagingFrequency);
    }

    private static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + rule + "; found " + value);
        }
    }

    /** The same with another number of steps. */
    public TrainingOptions withSteps(int other) {
        return new TrainingOptions(
                other, batchSize, learningRate, transformRateRatio, noise, workers, averagingFrequency, seed);
    }

    /** The same with another rate of p, and of T over it. */
    public TrainingOptions withRates(double other, double ratio) {
        return new TrainingOptions(steps, batchSize, other, ratio, noise, workers, averagingFrequency, seed);
    }

    /** The same with another seed. */
    public TrainingOptions withSeed(long other) {
        return new TrainingOptions(
                steps, batchSize, learningRate, transformRateRatio, noise, workers, averagingFrequency, other);
    }

    /** The number of rounds that the steps make; the last one may be shorter. */
    public int rounds() {
        return roundsOf(steps);
    }

    int roundsOf(int firstSteps) {
        return (firstSteps + averagingFrequency - 1) / averagingFrequency;
    }
}
