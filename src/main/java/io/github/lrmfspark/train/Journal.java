package io.github.lrmfspark.train;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What goes with the trainings of a fit. */
public final class Journal {
    private final ProgressListener progress;
    private final @Nullable Checkpoints checkpoints;
    private final Plan plan;
    private boolean devicesTold;

    /**
     * @param progress hears of each
     * @param checkpoints where their states are kept; null where they are not
     * @param plan of all of them
     */
    public Journal(ProgressListener progress, @Nullable Checkpoints checkpoints, Plan plan) {
        this.progress = progress;
        this.checkpoints = checkpoints;
        this.plan = plan;
    }

    /** Who hears of the trainings. */
    public ProgressListener progress() {
        return progress;
    }

    /** Tells a listener and keeps nothing. */
    public static Journal of(ProgressListener progress) {
        return new Journal(progress, null, new Plan(List.of()));
    }

    /** The page of one training, by a name that no other training of the fit has. */
    public Page page(String training) {
        return new Page(this, training);
    }

    /** One training of a fit. */
    public record Page(Journal journal, String training) {
        /** Announces the training; the state that it goes on from, which has to fit it, or null at its beginning. */
        @Nullable
        TrainingState begin(Predicate<TrainingState> fits) {
            journal.progress.phase(training, journal.plan.number(training), journal.plan.size());
            return journal.checkpoints == null
                    ? null
                    : journal.checkpoints.latest(training, fits).orElse(null);
        }

        ProgressListener listener() {
            return journal.progress;
        }

        Plan plan() {
            return journal.plan;
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
