package io.github.lrmfspark.train;

import io.github.lrmfspark.objective.LossTerms;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;

/**
 * The mean terms of the loss over the minibatches of a round, as text, for Spark's web interface: on the page of a round's stage
 * each task shows its own and the stage that of all.
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

    @Override
    public String value() {
        return sum == null ? "" : sum.over(steps).toString();
    }
}
