package io.github.lrmfspark.train;

import io.github.lrmfspark.objective.LossTerms;
import java.time.Duration;

/**
 * Where a training stands at the end of a round.
 *
 * @param step the steps done by each worker, from 1
 * @param steps the steps that there will be
 * @param terms the latest loss on the held-out rows, in nats per pair; not every round evaluates it
 * @param pairsPerSecond pairs of all workers so far over wall time, that before a checkpoint included
 * @param left the time left of this training at its pace so far
 * @param leftOfAll the time left to the end of the fit's last training, by {@link Plan}
 */
public record Progress(int step, int steps, LossTerms terms, double pairsPerSecond, Duration left, Duration leftOfAll) {

    /** {@return whether the last step is done} */
    public boolean done() {
        return step == steps;
    }
}
