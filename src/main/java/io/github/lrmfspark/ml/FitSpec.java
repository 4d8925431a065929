package io.github.lrmfspark.ml;

import static io.github.lrmfspark.settings.Keys.TRAINING_HELD_OUT_FRACTION;
import static io.github.lrmfspark.settings.Keys.TRAINING_MAX_ROWS;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.lrmfspark.data.FeatureStatistics;
import io.github.lrmfspark.train.Phases;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingOptions;
import org.jspecify.annotations.Nullable;

/**
 * All that the numbers of a fit depend on: two fits with equal specs take the same steps.
 *
 * @param aligner flows, dimension, seed and the standardisations, which tell the sets
 * @param start as {@link Phases#otherStart}
 * @param heldOutFraction as in the split
 * @param maxRows as in the split
 * @param boundFolds private fits; 0 where no bound is asked for
 * @param boundSteps steps of each
 * @param sourceRows valid rows of A
 * @param targetRows valid rows of B
 */
record FitSpec(
        AlignerSpec aligner,
        TrainingOptions training,
        Phases phases,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String start,
        double heldOutFraction,
        long maxRows,
        int boundFolds,
        int boundSteps,
        long sourceRows,
        long targetRows) {

    /** The spec of a fit to two sets; {@code bound} is null where none is asked for. */
    static FitSpec of(
            AlignerSpec aligner,
            Recipe recipe,
            @Nullable BoundOptions bound,
            FeatureStatistics source,
            FeatureStatistics target) {
        return new FitSpec(
                aligner,
                recipe.training(),
                recipe.phases(),
                recipe.phases().otherStart(),
                recipe.settings().get(TRAINING_HELD_OUT_FRACTION),
                recipe.settings().get(TRAINING_MAX_ROWS),
                bound == null ? 0 : bound.folds(),
                bound == null ? 0 : bound.steps(),
                source.rows(),
                target.rows());
    }
}
