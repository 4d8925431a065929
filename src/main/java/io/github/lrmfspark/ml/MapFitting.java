package io.github.lrmfspark.ml;

import static io.github.lrmfspark.settings.Keys.TRAINING_BATCH_SIZE;
import static io.github.lrmfspark.settings.Keys.TRAINING_LEARNING_RATE;
import static io.github.lrmfspark.settings.Keys.TRAINING_NOISE;
import static io.github.lrmfspark.settings.Keys.TRAINING_PATIENCE;
import static io.github.lrmfspark.settings.Keys.TRAINING_SEED;
import static io.github.lrmfspark.settings.Keys.TRAINING_STEPS;
import static io.github.lrmfspark.settings.Keys.TRAINING_TRANSFORM_RATE_RATIO;
import static io.github.lrmfspark.settings.Keys.TRAINING_WORKERS;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.DomainSplit;
import io.github.lrmfspark.data.Seeds;
import io.github.lrmfspark.ml.LrmfAlignerSummary.Polish;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.objective.Matching;
import io.github.lrmfspark.objective.SlicedWasserstein;
import io.github.lrmfspark.train.FitContext;
import io.github.lrmfspark.train.Initialisation;
import io.github.lrmfspark.train.LocalTrainer;
import io.github.lrmfspark.train.ParameterAveragingTrainer;
import io.github.lrmfspark.train.Phases;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingFailedException;
import io.github.lrmfspark.train.TrainingResult;
import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * T and p by the {@link Phases} of a recipe: T's first layer with a first p, all of T with p, and T alone for a polish.
 *
 * <p><b>Start</b>, on the driver. T and p are initialised on up to 1,024 pairs of the training sample. T starts as the
 * identity of prepared rows. So its first layer is all of T for now.
 *
 * <p><b>Affine start</b>, on the executors; left out for the affine flow. L is minimised over the first layer and a p
 * of its own, both at first at the rate
 *
 * <pre>
 *   min(0.01, 0.4 / D)
 * </pre>
 *
 * <p>An affine map cannot tear, and finds a rotation that a flexible one may miss.
 *
 * <p><b>Joint training</b>, on the executors. L is minimised over all of T and p, the first layer as it is by now. p
 * begins anew: one that knows T(A) well already holds T where it is. On digit codes a classifier told mapped rows from
 * target rows by an accuracy of .78 where p went on, and of .71 where it began anew. A sliced Wasserstein term may be
 * added; its weight falls to 0 at half of the steps.
 *
 * <p><b>Polish</b>, on the driver. T alone minimises the sliced Wasserstein distance without noise, in batches of up to
 * 1,024 pairs, at the rate 0.001 at first. It is undone where it adds more than 0.04 D nats to the loss per pair.
 *
 * <p>D counts what T works on, the learnt coordinates or directions. All train on prepared rows ({@link AlignerSpec#preparation}), and all rates fall to 0 as a cosine. The history of the
 * first two is L on held-out rows, in nats per pair; that of the polish is its distance.
 *
 * <p>Seeds are split from the spec's: 2000 for the affine start, 2001 for the directions of the added term, 2002 for
 * the polish. The start and the joint training take the seed itself.
 *
 * <p>References: Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows", NeurIPS 2020, for L. The phases
 * are this project's own.
 */
final class MapFitting {
    private static final long AFFINE = 2000;
    private static final long SLICED = 2001;
    private static final long POLISH = 2002;
    private static final double LARGEST_AFFINE_RATE = 1e-2;
    private static final double AFFINE_RATE_TIMES_DIMENSION = 0.4;
    private static final double POLISH_RATE = 1e-3;
    /**
     * Nats per pair and coordinate. Of two moons a polish of a good map added .007 to .013; with a class at 60 % of its
     * share, .09 to .11.
     */
    private static final double POLISH_MAY_ADD = 0.04;

    private final AlignerSpec spec;
    private final Recipe recipe;
    private final Phases phases;
    private final FitContext context;

    /**
     * The fitting of one map.
     *
     * @param spec what T and p are
     * @param recipe how long and how fast, and which phases
     * @param context of the whole fit
     */
    MapFitting(AlignerSpec spec, Recipe recipe, FitContext context) {
        this.spec = spec;
        this.recipe = recipe;
        this.phases = recipe.phases();
        this.context = context;
    }

    /**
     * What came of the trainings.
     *
     * @param initial T as the identity, and p as it started, [P]
     * @param result of all phases as one
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Trained(float[] initial, TrainingResult result) {}

    /**
     * Trains T and p on the executors: the affine start and the joint training.
     *
     * @param spark runs a job for each round
     * @param rows the workers' rows are trained on; the held-out ones are for the history alone
     * @return both trainings as one, with the flat vector of T and p, [P]
     * @throws TrainingFailedException if either was given up; its last good parameters are all of T and p
     */
    Trained train(JavaSparkContext spark, DomainSplit rows) {
        float[] initial = Initialisation.of(spec.loss(), rows.prepared(rows.trainingSample()), spec.seed());
        if (!FitPlan.startsAffine(spec, phases)) {
            return new Trained(initial, together(spark, rows, initial));
        }
        TrainingResult affine = affine(spark, rows, initial);
        return new Trained(initial, affine.then(together(spark, rows, affine.parameters())));
    }

    /** The joint training from all of [P]. A weight of 0 leaves the sliced term out. */
    private TrainingResult together(JavaSparkContext spark, DomainSplit rows, float[] initial) {
        LogLikelihoodRatio likelihoods = spec.loss();
        LogLikelihoodRatio objective = phases.slicedWeight() == 0
                ? likelihoods
                : likelihoods.plus(new SlicedWasserstein(
                        phases.slicedWeight(), (recipe.training().steps() + 1) / 2, Seeds.split(spec.seed(), SLICED)));
        return new ParameterAveragingTrainer(
                        spark,
                        rows.workers(),
                        likelihoods,
                        rows.prepared(rows.heldOut()),
                        context.training(FitPlan.TRAINING))
                .train(objective, initial, recipe.training());
    }

    /**
     * The affine start. What it trains is the vector [first layer | p], cut out of [first layer | rest of T | p]. The
     * density that it ends with is thrown away.
     *
     * @param initial all of [P], as initialised
     * @return the training, with {@code initial} and the trained first layer in it
     */
    private TrainingResult affine(JavaSparkContext spark, DomainSplit rows, float[] initial) {
        LogLikelihoodRatio objective = spec.affineLoss();
        int density = objective.models().get(1).spec().size();
        int layer = objective.parameterCount() - density;
        float[] start = Arrays.copyOf(initial, layer + density);
        System.arraycopy(initial, initial.length - density, start, layer, density);
        Recipe ofLayer = recipe.with(TRAINING_STEPS, phases.affineSteps())
                .with(TRAINING_LEARNING_RATE, affineRate())
                .with(TRAINING_TRANSFORM_RATE_RATIO, 1.0)
                .with(TRAINING_PATIENCE, 0)
                .with(TRAINING_SEED, Seeds.split(spec.seed(), AFFINE));
        try {
            TrainingResult result = new ParameterAveragingTrainer(
                            spark,
                            rows.workers(),
                            objective,
                            rows.prepared(rows.heldOut()),
                            context.training(FitPlan.AFFINE))
                    .train(objective, start, ofLayer.training());
            return result.withParameters(with(initial, result.parameters(), layer));
        } catch (TrainingFailedException e) {
            throw e.goingBackTo(with(initial, e.lastGood(), layer));
        }
    }

    /**
     * The rate of the affine start. A step of Adam moves every entry of a matrix alike, and so its image by more, the
     * more columns it has.
     */
    private double affineRate() {
        return Math.min(LARGEST_AFFINE_RATE, AFFINE_RATE_TIMES_DIMENSION / spec.flowDimension());
    }

    /** The vector with its first {@code count} numbers replaced by those of another. */
    private static float[] with(float[] vector, float[] first, int count) {
        float[] all = vector.clone();
        System.arraycopy(first, 0, all, 0, count);
        return all;
    }

    /**
     * What a polish came to.
     *
     * @param parameters of T and p, [P]; p's are as before
     * @param polish whether T is the polished one
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Polished(float[] parameters, Polish polish) {}

    /**
     * Polishes T on a sample of the training rows, and undoes that if it adds too much to the loss on them. Where held-out rows
     * are too few to judge by, maps are judged by all rows that the driver has, and T is polished on these.
     *
     * @param rows of the fit
     * @param parameters of T and p, [P], as the joint training left them; only read
     * @return the parameters to keep
     * @throws TrainingFailedException if the polish was given up, with {@code parameters} as the last good ones
     */
    Polished polished(DomainSplit rows, float[] parameters) {
        if (phases.polishSteps() == 0) {
            return new Polished(parameters, Polish.NONE);
        }
        float[] polished = matched(rows, parameters);
        double added = loss(rows, polished) - loss(rows, parameters);
        return added <= POLISH_MAY_ADD * spec.flowDimension()
                ? new Polished(polished, Polish.KEPT)
                : new Polished(parameters, Polish.UNDONE);
    }

    /** L on the rows of the polish, in nats per pair. */
    private double loss(DomainSplit rows, float[] parameters) {
        return new LossEvaluator(spec.loss(), rows.prepared(rows.notJudgedBy()))
                .evaluate(Nd4j.createFromArray(parameters))
                .mean(LossTerms.TOTAL);
    }

    /** All of [P] with T's part polished. */
    private float[] matched(DomainSplit rows, float[] parameters) {
        long seed = Seeds.split(spec.seed(), POLISH);
        Matching matching = spec.matching(new SlicedWasserstein(1, Integer.MAX_VALUE, seed));
        DomainRows sample = rows.prepared(rows.notJudgedBy());
        int batch = Math.min(
                FitPlan.POLISH_BATCH,
                Math.min(sample.source().rows(), sample.target().rows()));
        Recipe ofPolish = recipe.with(TRAINING_STEPS, phases.polishSteps())
                .with(TRAINING_BATCH_SIZE, batch)
                .with(TRAINING_LEARNING_RATE, POLISH_RATE)
                .with(TRAINING_TRANSFORM_RATE_RATIO, 1.0)
                .with(TRAINING_NOISE, 0.0)
                .with(TRAINING_WORKERS, 1)
                .with(TRAINING_PATIENCE, 0)
                .with(TRAINING_SEED, seed);
        float[] transform = Arrays.copyOf(parameters, matching.parameterCount());
        try {
            TrainingResult result = new LocalTrainer(sample, matching, sample, context.training(FitPlan.POLISH))
                    .train(matching, transform, ofPolish.training());
            return with(parameters, result.parameters(), transform.length);
        } catch (TrainingFailedException e) {
            throw e.goingBackTo(parameters);
        }
    }
}
