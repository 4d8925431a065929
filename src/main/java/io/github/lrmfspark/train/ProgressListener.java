package io.github.lrmfspark.train;

import java.util.function.Supplier;

/** Hears of a training's progress after every round, and of every round that was dropped. */
public interface ProgressListener {

    /** One of several trainings begins, by its number from 1 among so many. */
    default void phase(String name, int number, int count) {}

    /** A line about what cannot be seen from the progress, such as a checkpoint that is damaged. */
    default void notice(String line) {}

    void progress(Progress progress);

    /**
     * So many steps are done; before the first and after every round.
     *
     * @param parameters copies the present ones [P] where they are asked for, for a picture of the course
     */
    default void reached(int step, Supplier<float[]> parameters) {}

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
