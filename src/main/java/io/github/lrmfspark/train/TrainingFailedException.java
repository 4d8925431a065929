package io.github.lrmfspark.train;

/** Thrown when several rounds in a row were not finite. Carries the last good parameters. */
public final class TrainingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final float[] lastGood;

    TrainingFailedException(String message, float[] lastGood) {
        super(message);
        this.lastGood = lastGood;
    }

    /** This failure with what an earlier training left, where that is what can be gone back to. */
    public TrainingFailedException goingBackTo(float[] parameters) {
        TrainingFailedException failure = new TrainingFailedException(String.valueOf(getMessage()), parameters);
        failure.initCause(this);
        return failure;
    }

    /** The parameters before the first of those rounds [P]. */
    public float[] lastGood() {
        return lastGood.clone();
    }
}
