package io.github.lrmfspark.train;

import io.github.lrmfspark.checkpoint.Checkpoints;
import io.github.lrmfspark.checkpoint.TrainingState;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the trainings of one fit share: who hears of them, where their states are kept, and the plan by which the time
 * left of all is told.
 *
 * <p>One context for one fit. It stays on the driver and is used by one thread.
 */
public final class FitContext {
    private final ProgressListener progress;
    private final @Nullable Checkpoints checkpoints;
    private final Plan plan;
    private boolean devicesTold;

    /**
     * The context of a fit.
     *
     * @param progress hears of each training
     * @param checkpoints where their states are kept; null where they are not
     * @param plan of all trainings, by the names under which they will be asked for
     */
    public FitContext(ProgressListener progress, @Nullable Checkpoints checkpoints, Plan plan) {
        this.progress = progress;
        this.checkpoints = checkpoints;
        this.plan = plan;
    }

    /** {@return who hears of the trainings} */
    public ProgressListener progress() {
        return progress;
    }

    /**
     * The context of a single training without checkpoints.
     *
     * @param progress hears of it
     * @return a context with an empty plan
     */
    public static FitContext of(ProgressListener progress) {
        return new FitContext(progress, null, new Plan(List.of()));
    }

    /**
     * The context of one training of the fit.
     *
     * @param name what the training is called in the plan, in checkpoints and in Spark's web interface; no other
     *     training of the fit has it
     * @return what a trainer takes
     */
    public Training training(String name) {
        return new Training(this, name);
    }

    /**
     * One training of a fit, as a trainer needs to know it.
     *
     * @param fit the context that it shares with the others
     * @param name what it is called
     */
    public record Training(FitContext fit, String name) {
        /**
         * Announces the training to the listener, and looks for a state to go on from.
         *
         * @param fits whether a state that was found belongs to the training as it is now
         * @return the newest whole state that fits, or null to begin at the beginning
         * @throws io.github.lrmfspark.storage.InvalidInputException if the checkpoints are of another fit or cannot be
         *     read
         */
        @Nullable
        TrainingState begin(Predicate<TrainingState> fits) {
            fit.progress.phase(name, fit.plan.number(name), fit.plan.size());
            return fit.checkpoints == null
                    ? null
                    : fit.checkpoints.latest(name, fits).orElse(null);
        }

        /** Who hears of the training. */
        ProgressListener listener() {
            return fit.progress;
        }

        /** The plan of all trainings of the fit. */
        Plan plan() {
            return fit.plan;
        }

        /**
         * Tells the listener what the executors compute on, after the first round of the fit only.
         *
         * @param tasks where the tasks of a round computed
         */
        void computed(Collection<TaskDevice> tasks) {
            if (!fit.devicesTold) {
                fit.devicesTold = true;
                TaskDevice.lines(tasks).forEach(fit.progress::notice);
            }
        }

        /**
         * Offers the state after a round to the checkpoints, where there are any.
         *
         * @param round how many rounds are over
         * @param ended whether the training is over too, which is always kept
         * @param state copies the state, only if it is to be written
         */
        void reached(int round, boolean ended, Supplier<TrainingState> state) {
            if (fit.checkpoints != null) {
                fit.checkpoints.reached(name, round, ended, state);
            }
        }
    }
}
