package io.github.lrmfspark.train;

import io.github.lrmfspark.checkpoint.Checkpoints;
import io.github.lrmfspark.checkpoint.TrainingState;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What goes with the trainings of a fit. */
public final class FitContext {
    private final ProgressListener progress;
    private final @Nullable Checkpoints checkpoints;
    private final Plan plan;
    private boolean devicesTold;

    /**
     * @param progress hears of each
     * @param checkpoints where their states are kept; null where they are not
     * @param plan of all of them
     */
    public FitContext(ProgressListener progress, @Nullable Checkpoints checkpoints, Plan plan) {
        this.progress = progress;
        this.checkpoints = checkpoints;
        this.plan = plan;
    }

    /** Who hears of the trainings. */
    public ProgressListener progress() {
        return progress;
    }

    /** Tells a listener and keeps nothing. */
    public static FitContext of(ProgressListener progress) {
        return new FitContext(progress, null, new Plan(List.of()));
    }

    /** One training of the fit, by a name that no other training of the fit has. */
    public Training training(String name) {
        return new Training(this, name);
    }

    /** One training of a fit. */
    public record Training(FitContext fit, String name) {
        /** Announces the training; the state that it goes on from, which has to fit it, or null at its beginning. */
        @Nullable
        TrainingState begin(Predicate<TrainingState> fits) {
            fit.progress.phase(name, fit.plan.number(name), fit.plan.size());
            return fit.checkpoints == null
                    ? null
                    : fit.checkpoints.latest(name, fits).orElse(null);
        }

        ProgressListener listener() {
            return fit.progress;
        }

        Plan plan() {
            return fit.plan;
        }

        /** A round was computed by these tasks; the first of a fit tells on what. */
        void computed(Collection<TaskDevice> tasks) {
            if (!fit.devicesTold) {
                fit.devicesTold = true;
                TaskDevice.lines(tasks).forEach(fit.progress::notice);
            }
        }

        /** A round has ended, and with it, perhaps, the training. */
        void reached(int round, boolean ended, Supplier<TrainingState> state) {
            if (fit.checkpoints != null) {
                fit.checkpoints.reached(name, round, ended, state);
            }
        }
    }
}
