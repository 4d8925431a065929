package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.DomainSplit;
import io.github.lrmfspark.data.Seeds;
import io.github.lrmfspark.objective.LikelihoodBound;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.train.FitContext;
import io.github.lrmfspark.train.Initialisation;
import io.github.lrmfspark.train.ParameterAveragingTrainer;
import io.github.lrmfspark.train.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The lower bound of the loss: K private densities of A and of B, by the trainer of T and p and of the family of p, each
 * without one fold of every worker's rows, all evaluated on the held-out rows.
 *
 * <p>A private fit takes half as many steps as T and p do, and no fewer than half of the measured recipe's: a c that fell
 * short because T was trained briefly would hide how far T is from aligned.
 */
final class BoundFitting {
    private static final long FIRST_PURPOSE = 1000;

    private final AlignerSpec aligner;
    private final PrivateSpec spec;
    private final Recipe recipe;
    private final @Nullable PrivateModelFiles files;
    private final FitContext context;
    private final @Nullable List<float[]> saved;

    /**
     * Reads the private models, if some are saved already.
     *
     * @param recipe of a private fit
     * @throws InvalidInputException if those do not fit, or are damaged
     */
    BoundFitting(PrivateSpec spec, Recipe recipe, @Nullable PrivateModelFiles files, FitContext context) {
        this.aligner = spec.aligner();
        this.spec = spec;
        this.recipe = recipe;
        this.files = files;
        this.context = context;
        this.saved = files != null && files.exist() ? files.read(spec) : null;
    }

    /** @throws InvalidInputException if a fold of a worker would be empty, or there are too few held-out rows for an error */
    void requireRows(DomainSplit rows) {
        long least = Math.min(rows.sourceRows(), rows.targetRows())
                / recipe.training().workers();
        int pairs =
                Math.min(rows.heldOut().source().rows(), rows.heldOut().target().rows());
        if (least < spec.folds() || pairs < 2) {
            throw new InvalidInputException("Expected " + spec.folds()
                    + " training rows of each set for every worker, and two held-out ones, to find the bound; found "
                    + least + " and " + pairs + ". Use more rows or fewer workers, or set bound.enabled=false");
        }
    }

    /** The loss of the trained parameters [P] beside its bound. */
    LikelihoodBound run(JavaSparkContext spark, DomainSplit rows, float[] trained) {
        List<float[]> fits = saved == null ? fit(spark, rows) : saved;
        LossEvaluator privately = new LossEvaluator(aligner.rawPrivate(), rows.heldOut());
        return LikelihoodBound.of(
                totals(new LossEvaluator(aligner.raw(), rows.heldOut()), trained),
                fits.stream().map(fit -> totals(privately, fit)).toArray(double[][]::new),
                aligner.learntDimension());
    }

    private static double[] totals(LossEvaluator evaluator, float[] parameters) {
        return evaluator.totals(Nd4j.createFromArray(parameters));
    }

    private List<float[]> fit(JavaSparkContext spark, DomainSplit rows) {
        List<float[]> fits = new ArrayList<>();
        for (int fold = 0; fold < spec.folds(); fold++) {
            fits.add(fit(spark, rows, fold));
        }
        if (files != null) {
            files.write(spec, fits);
        }
        return fits;
    }

    private FitContext.Training context(int fold) {
        return context.training(FitPlan.privateFit(fold, spec.folds()));
    }

    private float[] fit(JavaSparkContext spark, DomainSplit rows, int fold) {
        int folds = spec.folds();
        long seed = Seeds.split(aligner.seed(), FIRST_PURPOSE + fold);
        float[] initial = Initialisation.of(aligner.rawPrivate(), rows.trainingSample(), seed);
        JavaRDD<DomainRows> workers =
                rows.workers().map(worker -> worker.without(fold, folds)).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return new ParameterAveragingTrainer(spark, workers, aligner.rawPrivate(), rows.heldOut(), context(fold))
                    .train(
                            aligner.standardisedPrivate(),
                            initial,
                            recipe.with(Keys.TRAINING_SEED, seed).training())
                    .parameters();
        } finally {
            workers.unpersist();
        }
    }
}
