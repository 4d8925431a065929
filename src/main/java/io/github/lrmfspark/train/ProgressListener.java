package io.github.lrmfspark.train;

/** Hears of a training's progress after every round, and of every round that was dropped. */
public interface ProgressListener {

    /** One of several trainings begins. */
    default void phase(String name) {}

    /** A line about what cannot be seen from the progress, such as a checkpoint that is damaged. */
    default void notice(String line) {}

    void progress(Progress progress);

    /** Round {@code round} left a number that is not finite; its steps changed nothing. */
    void dropped(int round);

    /** Hears nothing. */
    static ProgressListener none() {
        return new ProgressListener() {
            @Override
            public void progress(Progress progress) {}

            @Override
            public void dropped(int round) {}
        };
    }
}
