package io.github.lrmfspark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What has to be equal on both sides before their times say anything. */
final class SameModel {
    /** Relative, of a loss in float32. */
    private static final double LOSS_TOLERANCE = 1e-6;
    /** Relative, of what a step changes in a loss, which is a difference of two large numbers. */
    private static final double STEP_TOLERANCE = 1e-3;

    private SameModel() {}

    /**
     * As many parameters here as there.
     *
     * @throws IllegalStateException if the numbers differ
     */
    static void requireSize(long parameters, Torch torch) {
        if (parameters != torch.parameters()) {
            throw new IllegalStateException("Expected models of one size; found " + parameters + " parameters here and "
                    + torch.parameters() + " there");
        }
    }

    /**
     * One loss at one set of numbers, and one loss after a step from there, which this takes on both sides.
     *
     * @param numbers a file to carry them over, deleted in the end
     * @throws IllegalStateException if a loss differs
     */
    static void requireStep(TrainingStep ours, Torch torch, Path numbers) {
        try {
            ours.write(numbers);
            double before = ours.loss();
            double[] theirs = torch.losses(numbers);
            Files.delete(numbers);
            ours.run();
            double step = ours.loss() - before;
            double theirStep = theirs[1] - theirs[0];
            if (differ(before, theirs[0], LOSS_TOLERANCE) || differ(step, theirStep, STEP_TOLERANCE)) {
                throw new IllegalStateException("Expected one loss and one step; found a loss of " + before
                        + " and a step of " + step + " here, and " + theirs[0] + " and " + theirStep + " there");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean differ(double ours, double theirs, double tolerance) {
        return Math.abs(theirs - ours) > tolerance * Math.abs(ours);
    }
}
