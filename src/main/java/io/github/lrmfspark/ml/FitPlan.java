package io.github.lrmfspark.ml;

import io.github.lrmfspark.objective.Objective;
import io.github.lrmfspark.objective.SlicedWasserstein;
import io.github.lrmfspark.train.Phases;
import io.github.lrmfspark.train.Plan;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The trainings of a fit, known at its beginning. The cost of a step is its rows times the parameters that they pass: a source
 * row those of T and S, a target row those of S.
 */
final class FitPlan {
    static final String AFFINE = "affine start";
    static final String TRAINING = "training";
    static final String POLISH = "polish";
    static final int POLISH_BATCH = 1024;

    private FitPlan() {}

    /**
     * The plan of a fit.
     *
     * @param privateFits fits for the bound, each of {@code privateSteps} steps; 0 for none
     * @param rows of the smaller set
     */
    static Plan of(AlignerSpec spec, Recipe recipe, int privateFits, int privateSteps, long rows) {
        TrainingOptions training = recipe.training();
        Phases phases = recipe.phases();
        List<Plan.Part> parts = new ArrayList<>();
        if (startsAffine(spec, phases)) {
            parts.add(part(AFFINE, phases.affineSteps(), training.batchSize(), spec.standardisedAffine()));
        }
        parts.add(part(TRAINING, training.steps(), training.batchSize(), spec.standardised()));
        int ofPrivate = spec.standardisedPrivate().parameterCount();
        for (int fold = 0; fold < privateFits; fold++) {
            parts.add(new Plan.Part(
                    privateFit(fold, privateFits), privateSteps, (double) training.batchSize() * ofPrivate));
        }
        if (phases.polishSteps() > 0) {
            int ofMap = spec.matching(new SlicedWasserstein(1, Integer.MAX_VALUE, 0))
                    .parameterCount();
            parts.add(new Plan.Part(POLISH, phases.polishSteps(), (double) Math.min(POLISH_BATCH, rows) * ofMap));
        }
        return new Plan(parts);
    }

    /** Whether T is affine first. */
    static boolean startsAffine(AlignerSpec spec, Phases phases) {
        return phases.affineSteps() > 0 && spec.flow().kind().bends();
    }

    /** The name of a private fit. */
    static String privateFit(int fold, int folds) {
        return "private fit " + (fold + 1) + " of " + folds;
    }

    private static Plan.Part part(String training, int steps, int batch, Objective objective) {
        int density = objective.models().get(1).spec().size();
        return new Plan.Part(training, steps, (double) batch * (objective.parameterCount() + density));
    }
}
