package io.github.lrmfspark.train;

import java.io.Serializable;
import java.util.List;

/**
 * What came of a training.
 *
 * @param parameters the last iterate [P]
 * @param steps the steps that each worker took
 * @param rounds how many rounds that were
 * @param droppedRounds how many of them were dropped because a number was not finite
 * @param workers how many partitions trained at a time
 * @param seconds wall time
 * @param pairsPerSecond pairs of all workers over wall time
 * @param stoppedBecause in words
 * @param history the loss on the held-out rows, from the start to the end
 */
@SuppressWarnings("ArrayRecordComponent") // one vector of up to millions of numbers, handed on and never compared
public record TrainingResult(
        float[] parameters,
        int steps,
        int rounds,
        int droppedRounds,
        int workers,
        double seconds,
        double pairsPerSecond,
        String stoppedBecause,
        List<HistoryPoint> history)
        implements Serializable {}
