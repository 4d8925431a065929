package io.github.lrmfspark.ml;

import io.github.lrmfspark.train.TrainingFailedException;

/** Thrown when a training had to be given up. Carries the model as it was before it went wrong. */
public final class AlignmentFailedException extends RuntimeException {
    private final transient LrmfAlignerModel lastGood;

    AlignmentFailedException(TrainingFailedException cause, LrmfAlignerModel lastGood) {
        super(cause.getMessage(), cause);
        this.lastGood = lastGood;
    }

    /** The last model whose numbers were all finite. */
    public LrmfAlignerModel lastGood() {
        return lastGood;
    }
}
