package io.github.lrmfspark.ml;

import io.github.lrmfspark.train.TrainingFailedException;

/**
 * Thrown by {@link LrmfAligner#fit(org.apache.spark.sql.Dataset)} and its overloads when a training had to be given up:
 * several rounds in a row left numbers that are not finite. Carries the model as it was before the first of them.
 *
 * <p>Which training failed decides what that model is:
 *
 * <ul>
 *   <li>the affine start: its first layer as of the last good round, the rest as it was initialised;
 *   <li>the joint training: T and p as of the last good round;
 *   <li>a private fit or the polish: T and p as the joint training left them.
 * </ul>
 *
 * <p>The message and the cause are those of the {@link TrainingFailedException}. The model is transient: an exception
 * that was serialised has lost it.
 */
public final class AlignmentFailedException extends RuntimeException {
    private final transient LrmfAlignerModel lastGood;

    AlignmentFailedException(TrainingFailedException cause, LrmfAlignerModel lastGood) {
        super(cause.getMessage(), cause);
        this.lastGood = lastGood;
    }

    /** {@return the last model whose numbers were all finite; without a summary, and otherwise as a fitted one} */
    public LrmfAlignerModel lastGood() {
        return lastGood;
    }
}
