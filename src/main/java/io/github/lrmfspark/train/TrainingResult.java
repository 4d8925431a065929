package io.github.lrmfspark.train;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a training. Its vector is not copied, so it must not be written to.
 *
 * @param parameters the last iterate [P], in the order of the objective's models
 * @param steps the steps that each worker took, those before a checkpoint included
 * @param rounds how many rounds that were
 * @param droppedRounds how many of them were undone because a number was not finite
 * @param workers how many partitions trained at a time
 * @param seconds wall time, that before a checkpoint included; evaluations and checkpoints count
 * @param pairsPerSecond pairs of all workers over wall time
 * @param stoppedBecause in words, for the report
 * @param history the loss on the held-out rows in nats per pair, from step 0 to the last one
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

    /**
     * What came of this training and then of another, which went on from its parameters. Steps, rounds and seconds add
     * up, and the pace is their mean over time. The other's steps are numbered on, and its first point of history,
     * which has the same parameters as the last one here, is left out.
     *
     * @param next the later training
     * @return both as one, with the later one's parameters
     */
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

    /**
     * This training with other parameters at its end, such as the whole vector of which it trained a part.
     *
     * @param others the parameters; kept, not copied
     * @return a new result
     */
    public TrainingResult withParameters(float[] others) {
        return new TrainingResult(
                others, steps, rounds, droppedRounds, workers, seconds, pairsPerSecond, stoppedBecause, history);
    }
}
