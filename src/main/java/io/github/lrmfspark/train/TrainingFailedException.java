package io.github.lrmfspark.train;

/** Thrown when several rounds in a row were not finite. Carries the last good parameters. */
public final class TrainingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final float[] lastGood;

    TrainingFailedException(String message, float[] lastGood) {
        super(message);
        this.lastGood = lastGood;
    }

    /** The parameters before the first of those rounds [P]. */
    public float[] lastGood() {
        return lastGood.clone();
    }
}
