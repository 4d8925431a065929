package io.github.lrmfspark.ml;

import io.github.lrmfspark.choice.MapChoice;
import io.github.lrmfspark.data.FeatureStatistics;
import io.github.lrmfspark.objective.LikelihoodBound;
import io.github.lrmfspark.objective.LossEstimate;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingResult;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model came about. It is there right after a fit and is not saved with the model.
 *
 * <p>The losses and the bound are of T and p as they were trained together. A polish comes after them and moves T
 * alone, so with {@link Polish#KEPT} the model's T is another one than that of the losses.
 *
 * <p>The losses compare: both are evaluated without noise, over fixed pairs, row i of A with row i of B. A training
 * loss far below the held-out one says that the flows learnt the rows instead of the distributions.
 *
 * @param recipe the settings in force, with what was chosen by dimension and rows
 * @param source what the scan of the source found
 * @param target what the scan of the target found
 * @param sourceRows source rows that were trained on, over all workers
 * @param targetRows target rows that were trained on, over all workers
 * @param trainingLoss the loss on a sample of the training rows, in nats per pair of prepared rows
 * @param heldOutLoss the same on rows that were not trained on
 * @param bound the loss beside its lower bound, on the rows of {@code heldOutLoss}; null where it was not asked for
 * @param training what came of the affine start and the joint training, taken as one. Its parameters [P] are those of
 *     the model, after a polish that was kept; its history and pace are without the polish
 * @param polish what became of the polish
 * @param choice the maps that were tried and which of them the model has; null where there was nothing to choose
 * @param seconds of each phase of the fit, by name and in order; unmodifiable
 */
public record LrmfAlignerSummary(
        Recipe recipe,
        FeatureStatistics source,
        FeatureStatistics target,
        long sourceRows,
        long targetRows,
        LossEstimate trainingLoss,
        LossEstimate heldOutLoss,
        @Nullable LikelihoodBound bound,
        TrainingResult training,
        Polish polish,
        @Nullable MapChoice choice,
        Map<String, Double> seconds) {

    /** What became of the polish at the end of a training. */
    public enum Polish {
        /** There was none to be: the recipe has no steps for it. */
        NONE,
        /** The model has the polished T. */
        KEPT,
        /**
         * The model has T as it was before. The polish moved rows to where the likelihoods do not have them, as it does
         * where class shares differ.
         */
        UNDONE;

        /** {@return its name in a report, in lower case} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
