package io.github.lrmfspark.checkpoint;

import io.github.lrmfspark.objective.LossTerms;
import java.io.Serializable;

/**
 * The loss on the held-out rows after so many steps.
 *
 * @param step steps of every worker
 * @param terms in nats per pair
 */
public record HistoryPoint(int step, LossTerms terms) implements Serializable {
    public HistoryPoint {
        if (step < 0) {
            throw new IllegalArgumentException("Expected a loss after 0 steps or more; found one after " + step);
        }
    }
}
