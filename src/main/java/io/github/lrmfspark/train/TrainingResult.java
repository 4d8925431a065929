package io.github.lrmfspark.train;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import java.io.Serializable;
import java.util.ArrayList;
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
        implements Serializable {

    /** What came of this training and then of another, which went on from its parameters. */
    public TrainingResult then(TrainingResult next) {
        List<HistoryPoint> all = new ArrayList<>(history);
        next.history.stream()
                .skip(1)
                .map(point -> new HistoryPoint(steps + point.step(), point.terms()))
                .forEach(all::add);
        double time = seconds + next.seconds;
        return new TrainingResult(
                next.parameters,
                steps + next.steps,
                rounds + next.rounds,
                droppedRounds + next.droppedRounds,
                workers,
                time,
                (pairsPerSecond * seconds + next.pairsPerSecond * next.seconds) / time,
                next.stoppedBecause,
                all);
    }

    /** This training with other parameters at its end. */
    public TrainingResult withParameters(float[] others) {
        return new TrainingResult(
                others, steps, rounds, droppedRounds, workers, seconds, pairsPerSecond, stoppedBecause, history);
    }
}
