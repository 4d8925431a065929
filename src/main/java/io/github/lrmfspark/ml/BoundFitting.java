package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.DomainSplit;
import io.github.lrmfspark.data.Seeds;
import io.github.lrmfspark.objective.LikelihoodBound;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.train.FitContext;
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
 * The lower bound of the loss, from K private densities of A and of B, of the family of p:
 *
 * <pre>
 *   L + c ≥ 0,   c = max_α E_a log p(a; α) + max_β E_b log p(b; β)
 *   fit k:       min over α, β of −E_a log p(a; α) − E_b log p(b; β), without fold k
 * </pre>
 *
 * <p>Each fit trains both densities at once by the trainer of T and p. It leaves out one fold of every worker's rows:
 * row i of a share is in fold i mod K. All fits are evaluated on the held-out rows, pair by pair with L. c is their
 * mean, and their spread gives the error of fitting by the delete-a-group jackknife, see {@link LikelihoodBound}.
 *
 * <p>Both densities begin at p, which has seen the rows of both sets and no held-out one. So a private fit takes a quarter of the
 * steps that T and p do, and no fewer than a quarter of the measured recipe's: a c that fell short because T was trained briefly
 * would hide how far T is from aligned. Of moons turned by 50 degrees, 1,000 rows, c came to −3.60 so; from chance, by twice the
 * steps, to −3.71 in 2.7 times the time. Where p itself had been trained for 100 steps only, it came to −4.06, and the gap to .77 in
 * place of 1.12.
 *
 * <p>Where the first fit falls short of p by far, c says nothing, and the others are left out unless the fits are to be kept.
 *
 * <p>The fits run one after another. Each caches a copy of the workers' rows on the executors, without its fold, and
 * frees it at its end. K vectors stay on the driver until all are written. Fit k takes its minibatches by the seed that is
 * split for 1000 + k.
 *
 * <p>References: Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows", NeurIPS 2020, section 3; Kott,
 * "The delete-a-group jackknife", Journal of Official Statistics 17, 2001.
 */
final class BoundFitting {
    private static final long FIRST_PURPOSE = 1000;
    /** Errors by which a first fit that fell short says that others would. */
    private static final double SURELY = 5;

    private final AlignerSpec aligner;
    private final PrivateSpec spec;
    private final Recipe recipe;
    private final @Nullable PrivateModelFiles files;
    private final FitContext context;
    private final @Nullable List<float[]> saved;

    /**
     * Reads the private models, if some are saved already: before anything is trained.
     *
     * @param spec what the densities are fitted on, with K; its fold does not matter
     * @param recipe of T and p with the steps of a private fit; the seed is replaced
     * @param files where the fits are kept; null where they are not
     * @param context of the whole fit
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

    /**
     * Refuses a split that no bound can be found by.
     *
     * @param rows of the fit
     * @throws InvalidInputException if a fold of a worker would be empty, or there are too few held-out rows for an
     *     error
     */
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

    /**
     * Fits on the executors, or takes what was saved, and evaluates on the driver.
     *
     * @param spark runs a job for each round
     * @param rows of the fit
     * @param trained the parameters of T and p, [P]; only read
     * @return their loss beside its bound, in nats per pair of prepared rows
     * @throws io.github.lrmfspark.train.TrainingFailedException if a fit was given up; its last good parameters are
     *     those of the private densities. No fit is saved then
     */
    LikelihoodBound run(JavaSparkContext spark, DomainSplit rows, float[] trained) {
        return bound(rows, trained, saved == null ? fit(spark, rows, trained) : saved);
    }

    private LikelihoodBound bound(DomainSplit rows, float[] trained, List<float[]> fits) {
        DomainRows heldOut = rows.prepared(rows.heldOut());
        LossEvaluator privately = new LossEvaluator(aligner.privateLoss(), heldOut);
        return LikelihoodBound.of(
                totals(new LossEvaluator(aligner.loss(), heldOut), trained),
                fits.stream().map(fit -> totals(privately, fit)).toArray(double[][]::new),
                aligner.flowDimension());
    }

    /** A loss of every held-out pair, [n], in nats. */
    private static double[] totals(LossEvaluator evaluator, float[] parameters) {
        return evaluator.totals(Nd4j.createFromArray(parameters));
    }

    /** All K fits, saved if they are to be; where they are not, the first one alone if it tells that there is no bound. */
    private List<float[]> fit(JavaSparkContext spark, DomainSplit rows, float[] trained) {
        List<float[]> fits = new ArrayList<>();
        for (int fold = 0; fold < spec.folds(); fold++) {
            fits.add(fit(spark, rows, trained, fold));
            if (fold == 0 && files == null && bound(rows, trained, fits).fellShort(SURELY)) {
                return fits;
            }
        }
        if (files != null) {
            files.write(spec, fits);
        }
        return fits;
    }

    private FitContext.Training context(int fold) {
        return context.training(FitPlan.privateFit(fold, spec.folds()));
    }

    /** α and then β, each the same as p. */
    private float[] initial(float[] trained) {
        float[] both = new float[aligner.privateLoss().parameterCount()];
        int size = both.length / 2;
        for (int at = 0; at < both.length; at += size) {
            System.arraycopy(trained, trained.length - size, both, at, size);
        }
        return both;
    }

    /** One fit: α and then β. */
    private float[] fit(JavaSparkContext spark, DomainSplit rows, float[] trained, int fold) {
        int folds = spec.folds();
        long seed = Seeds.split(aligner.seed(), FIRST_PURPOSE + fold);
        JavaRDD<DomainRows> workers =
                rows.workers().map(worker -> worker.without(fold, folds)).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return new ParameterAveragingTrainer(
                            spark, workers, aligner.privateLoss(), rows.prepared(rows.heldOut()), context(fold))
                    .train(
                            aligner.privateLoss(),
                            initial(trained),
                            recipe.with(Keys.TRAINING_SEED, seed).training())
                    .parameters();
        } finally {
            workers.unpersist();
        }
    }
}
