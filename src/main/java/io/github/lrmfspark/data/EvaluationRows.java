package io.github.lrmfspark.data;

/**
 * How many rows of two sets a map of one onto the other is judged by. Where a thousand rows of either set are held out of
 * training, it is judged by these alone; fewer leave a classifier too little to learn from, and then most of the rows are ones
 * that the map was trained on.
 *
 * @param source rows of A at most
 * @param target rows of B at most
 * @param heldOut whether all of them are held out, if they are drawn by {@link Samples} under the seed of the {@link
 *     DomainSplit}
 */
public record EvaluationRows(int source, int target, boolean heldOut) {
    private static final int LEAST_HELD_OUT = 1_000;

    /**
     * The rows to judge by.
     *
     * @param heldOutFraction as in {@link SplitOptions}
     * @param atMost rows of each set
     */
    public static EvaluationRows of(FeatureSet source, FeatureSet target, double heldOutFraction, int atMost) {
        int ofSource = SplitOptions.heldOut(heldOutFraction, source.statistics().rows());
        int ofTarget = SplitOptions.heldOut(heldOutFraction, target.statistics().rows());
        return enough(ofSource, ofTarget)
                ? new EvaluationRows(Math.min(ofSource, atMost), Math.min(ofTarget, atMost), true)
                : new EvaluationRows(atMost, atMost, false);
    }

    /** Whether so many held-out rows of A and of B are enough to judge by. */
    static boolean enough(int ofSource, int ofTarget) {
        return Math.min(ofSource, ofTarget) >= LEAST_HELD_OUT;
    }
}
