package io.github.lrmfspark.train;

import java.util.function.Supplier;

/**
 * Hears how the trainings of a fit go on.
 *
 * <p>Every call comes on the driver, from the thread that trains, which waits for it to return. An exception ends the
 * training. For each training the calls are: {@link #phase} once; {@link #reached} before the first round; then, after
 * each round, {@link #dropped} if it was undone, {@link #progress} and {@link #reached}.
 */
public interface ProgressListener {

    /**
     * A training begins.
     *
     * @param name what it is called, such as {@code training}
     * @param number its number among the trainings of the fit, from 1
     * @param count how many trainings the fit has
     */
    default void phase(String name, int number, int count) {}

    /**
     * Tells what cannot be seen from the progress: a damaged checkpoint, the devices in use, memory that may run short.
     *
     * @param line one sentence or more for the user, without a line break at its end
     */
    default void notice(String line) {}

    /**
     * A round has ended.
     *
     * @param progress where the training stands now
     */
    void progress(Progress progress);

    /**
     * Some steps are done. Called before the first round, with 0 or the step of a checkpoint, and after every round.
     *
     * @param step steps of each worker that are done
     * @param parameters copies the present ones [P] when it is asked, for a picture of the course; not to be kept
     *     beyond the call
     */
    default void reached(int step, Supplier<float[]> parameters) {}

    /**
     * A round left a number that is not finite. Parameters and updater state are again those before it.
     *
     * @param round its number, from 1
     */
    void dropped(int round);

    /** {@return a listener that does nothing} */
    static ProgressListener none() {
        return new ProgressListener() {
            @Override
            public void progress(Progress progress) {}

            @Override
            public void dropped(int round) {}
        };
    }
}
