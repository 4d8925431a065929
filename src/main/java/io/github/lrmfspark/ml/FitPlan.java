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
 * The trainings of a fit in their order, known at its beginning. With N pairs in a minibatch and P_T, P_p the numbers
 * of T and p, a step costs its rows times the numbers that they pass:
 *
 * <pre>
 *   affine start   N (P_first + 2 P_p)      P_first is T's first layer alone
 *   training       N (P_T + 2 P_p)          a source row passes T and p, a target row p
 *   private fit    N · 2 P_p
 *   polish         min(1024, rows) P_T
 * </pre>
 *
 * <p>{@link Plan} tells the time left from these. No number of a model depends on them.
 *
 * <p>The names are those of the trainings in the progress and in checkpoints, so a new name does not go on from an old
 * checkpoint.
 */
final class FitPlan {
    /** The name of T's first layer with a p of its own. */
    static final String AFFINE = "affine start";
    /** The name of the training of all of T with p. */
    static final String TRAINING = "training";
    /** The name of the polish of T alone. */
    static final String POLISH = "polish";
    /** Pairs in a minibatch of the polish, or all rows of the smaller set where there are fewer. */
    static final int POLISH_BATCH = 1024;

    private FitPlan() {}

    /**
     * The plan of a fit.
     *
     * @param spec what T and p are
     * @param recipe how many steps each phase takes, of how many pairs
     * @param privateFits K, fits for the bound; 0 for none
     * @param privateSteps steps of each of them
     * @param rows of the smaller set
     * @return a part for each training that will be
     */
    static Plan of(AlignerSpec spec, Recipe recipe, int privateFits, int privateSteps, long rows) {
        TrainingOptions training = recipe.training();
        Phases phases = recipe.phases();
        List<Plan.Part> parts = new ArrayList<>();
        if (startsAffine(spec, phases)) {
            parts.add(part(AFFINE, phases.affineSteps(), training.batchSize(), spec.affineLoss()));
        }
        parts.add(part(TRAINING, training.steps(), training.batchSize(), spec.loss()));
        int ofPrivate = spec.privateLoss().parameterCount();
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

    /**
     * Whether T is affine first.
     *
     * @param spec what T is
     * @param phases how many steps that would take
     * @return false where there are none, and for the affine flow, which is nothing else
     */
    static boolean startsAffine(AlignerSpec spec, Phases phases) {
        return phases.affineSteps() > 0 && spec.flow().kind().bends();
    }

    /**
     * The name of a private fit.
     *
     * @param fold the fold that is left out, from 0
     * @param folds K
     * @return such as "private fit 1 of 3"
     */
    static String privateFit(int fold, int folds) {
        return "private fit " + (fold + 1) + " of " + folds;
    }

    /** A training of a map and a density. The density's numbers count twice, since both sets pass it. */
    private static Plan.Part part(String training, int steps, int batch, Objective objective) {
        int density = objective.models().get(1).spec().size();
        return new Plan.Part(training, steps, (double) batch * (objective.parameterCount() + density));
    }
}
