package io.github.lrmfspark.train;

import io.github.lrmfspark.objective.LossTerms;
import java.time.Duration;

/**
 * Where a training stands.
 *
 * @param step the steps done by each worker
 * @param steps the steps there will be
 * @param terms the latest loss on the held-out rows
 * @param pairsPerSecond pairs of all workers so far over wall time
 * @param left the time left at this pace
 * @param leftOfAll the time left to the end of the last training, by what their steps cost beside those that were taken
 */
public record Progress(int step, int steps, LossTerms terms, double pairsPerSecond, Duration left, Duration leftOfAll) {

    /** Whether there is nothing left to do. */
    public boolean done() {
        return step == steps;
    }
}
