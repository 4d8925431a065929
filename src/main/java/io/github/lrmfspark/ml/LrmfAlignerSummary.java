package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.FeatureStatistics;
import io.github.lrmfspark.objective.LikelihoodBound;
import io.github.lrmfspark.objective.LossEstimate;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a model came about.
 *
 * @param recipe the settings in force, with what was chosen by dimension and rows
 * @param source what the scan of the source found
 * @param target what the scan of the target found
 * @param sourceRows source rows that were trained on
 * @param targetRows target rows that were trained on
 * @param trainingLoss the loss on a sample of the training rows, in nats per pair of raw vectors
 * @param heldOutLoss the same on rows that were not trained on
 * @param bound the loss beside its lower bound, on the rows of {@code heldOutLoss}; null where it was not asked for
 * @param training what came of the training
 * @param polish what became of the polish
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
        Polish polish) {

    /** What became of the polish at the end of a training. */
    public enum Polish {
        /** There was none to be. */
        NONE,
        KEPT,
        /** It moved rows to where the likelihoods do not have them, as it does where class shares differ. */
        UNDONE;

        /** Its name in a report. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
