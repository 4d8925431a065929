package io.github.lrmfspark.train;

import io.github.lrmfspark.objective.LossTerms;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;

/**
 * The mean terms of the loss over the minibatches of a round, as text, for Spark's web interface. On the page of a
 * round's stage each task shows its own and the stage that of all.
 *
 * <p>In nats per pair, with the noise of training: the loss of each minibatch before its step. The tasks' sums are
 * merged in the order in which they arrive, so the last digits may differ from run to run. Nothing is computed from it.
 *
 * <p>A task adds in its executor; the driver merges, shows and, before each round, resets.
 */
final class LossAccumulator extends AccumulatorV2<LossTerms, String> {
    private @Nullable LossTerms sum;
    private long steps;

    @Override
    public boolean isZero() {
        return steps == 0;
    }

    @Override
    public LossAccumulator copy() {
        LossAccumulator copy = new LossAccumulator();
        copy.sum = sum;
        copy.steps = steps;
        return copy;
    }

    @Override
    public void reset() {
        sum = null;
        steps = 0;
    }

    /** Counts one minibatch. */
    @Override
    public void add(LossTerms terms) {
        add(terms, 1);
    }

    @Override
    public void merge(AccumulatorV2<LossTerms, String> other) {
        LossAccumulator that = (LossAccumulator) other;
        if (that.sum != null) {
            add(that.sum, that.steps);
        }
    }

    private void add(LossTerms terms, long count) {
        sum = sum == null ? terms : sum.plus(terms);
        steps += count;
    }

    /** The mean of each term, or nothing before the first minibatch. */
    @Override
    public String value() {
        return sum == null ? "" : sum.over(steps).toString();
    }
}
