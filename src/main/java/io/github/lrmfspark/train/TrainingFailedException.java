package io.github.lrmfspark.train;

/**
 * Thrown on the driver when several rounds in a row left numbers that are not finite. Carries the last good parameters,
 * so that a model can still be made of them.
 */
public final class TrainingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final float[] lastGood;

    TrainingFailedException(String message, float[] lastGood) {
        super(message);
        this.lastGood = lastGood;
    }

    /**
     * This failure with other parameters to go back to: those of an earlier training, or the whole vector of which this
     * training had a part.
     *
     * @param parameters the last good ones [P]; kept, not copied
     * @return a failure of the same message, with this one as its cause
     */
    public TrainingFailedException goingBackTo(float[] parameters) {
        TrainingFailedException failure = new TrainingFailedException(String.valueOf(getMessage()), parameters);
        failure.initCause(this);
        return failure;
    }

    /**
     * The parameters before the first of those rounds.
     *
     * @return a copy, [P]
     */
    public float[] lastGood() {
        return lastGood.clone();
    }
}
