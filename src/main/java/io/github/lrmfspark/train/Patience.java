package io.github.lrmfspark.train;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import java.util.List;
import java.util.OptionalInt;

/**
 * When a training has learnt what it can: the loss on held-out rows had no new lowest value for some evaluations. Then only the last
 * quarter of the steps is taken, in which the rates fall to nothing, so that the last iterate is as quiet as after all steps.
 *
 * <p>It follows from the history alone. So a training that goes on from a checkpoint cools down where one without a break does.
 *
 * <p>Reference: Prechelt, "Early stopping – but when?", in Neural Networks: Tricks of the Trade, 1998, for patience.
 *
 * @param evaluations without a new lowest loss; 0 if all steps are to be taken
 * @param steps of the whole training
 * @param averagingFrequency steps of a round
 */
record Patience(int evaluations, int steps, int averagingFrequency) {
    private static final double COOL_DOWN = 0.25;

    /** The patience of a training. */
    static Patience of(TrainingOptions options) {
        return new Patience(options.patience(), options.steps(), options.averagingFrequency());
    }

    /**
     * {@return the round to take after some, from 0: the next one, or the first one of the last quarter}
     *
     * @param rounds that are behind
     * @param history so far
     */
    int next(int rounds, List<HistoryPoint> history) {
        return overAt(history).isPresent() ? Math.max(rounds, coolDown()) : rounds;
    }

    /**
     * {@return how many steps were left out}
     *
     * @param step the last one that was taken
     * @param history so far
     */
    int skipped(int step, List<HistoryPoint> history) {
        OptionalInt over = overAt(history);
        int from = coolDown() * averagingFrequency;
        return over.isPresent() && step > from ? from - over.getAsInt() : 0;
    }

    /** {@return why the training ended, for a report} */
    String reason(List<HistoryPoint> history) {
        OptionalInt over = overAt(history);
        return over.isPresent()
                ? "the held-out loss fell no more: " + skipped(steps, history) + " steps after step " + over.getAsInt()
                        + " were left out"
                : "all steps done";
    }

    private int coolDown() {
        return (int) ((1 - COOL_DOWN) * steps / averagingFrequency);
    }

    /** The step at which patience was lost, if it was before the last quarter. */
    private OptionalInt overAt(List<HistoryPoint> history) {
        double lowest = Double.POSITIVE_INFINITY;
        int since = 0;
        for (HistoryPoint point : history) {
            double loss = point.terms().total();
            since = loss < lowest ? 0 : since + 1;
            lowest = Math.min(lowest, loss);
            if (evaluations > 0 && since == evaluations && point.step() < coolDown() * averagingFrequency) {
                return OptionalInt.of(point.step());
            }
        }
        return OptionalInt.empty();
    }
}
