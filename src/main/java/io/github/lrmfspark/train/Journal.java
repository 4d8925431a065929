package io.github.lrmfspark.train;

import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What goes with the trainings of a fit. */
public final class Journal {
    private final ProgressListener progress;
    private final @Nullable Checkpoints checkpoints;
    private boolean devicesTold;

    /**
     * @param progress hears of each
     * @param checkpoints where their states are kept; null where they are not
     */
    public Journal(ProgressListener progress, @Nullable Checkpoints checkpoints) {
        this.progress = progress;
        this.checkpoints = checkpoints;
    }

    /** Who hears of the trainings. */
    public ProgressListener progress() {
        return progress;
    }

    /** Tells a listener and keeps nothing. */
    public static Journal of(ProgressListener progress) {
        return new Journal(progress, null);
    }

    /** The page of one training, by a name that no other training of the fit has. */
    public Page page(String training) {
        return new Page(this, training);
    }

    /** One training of a fit. */
    public record Page(Journal journal, String training) {
        /** Announces the training; the state that it goes on from, or null at its beginning. */
        @Nullable
        TrainingState begin() {
            journal.progress.phase(training);
            return journal.checkpoints == null
                    ? null
                    : journal.checkpoints.latest(training).orElse(null);
        }

        ProgressListener listener() {
            return journal.progress;
        }

        /** A round was computed by these tasks; the first of a fit tells on what. */
        void computed(Collection<TaskDevice> tasks) {
            if (!journal.devicesTold) {
                journal.devicesTold = true;
                TaskDevice.lines(tasks).forEach(journal.progress::notice);
            }
        }

        /** A round has ended, and with it, perhaps, the training. */
        void reached(int round, boolean ended, Supplier<TrainingState> state) {
            if (journal.checkpoints != null) {
                journal.checkpoints.reached(training, round, ended, state);
            }
        }
    }
}
