package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.DomainSplit;
import io.github.lrmfspark.data.DomainStandardisation;
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
import io.github.lrmfspark.train.TrainingOptions;
import io.github.lrmfspark.train.TrainingResult;
import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * T and S by the phases of a recipe: T's first layer with a first S, all of T with S, and T alone for a polish. S begins anew
 * after the first phase: one that knows T(A) well already holds T where it is. On digit codes a classifier told mapped rows from
 * target rows by an accuracy of .78 where S went on, and of .71 where it began anew.
 */
final class MapFitting {
    private static final long AFFINE = 2000;
    private static final long SLICED = 2001;
    private static final long POLISH = 2002;
    private static final double LARGEST_AFFINE_RATE = 1e-2;
    private static final double AFFINE_RATE_TIMES_DIMENSION = 0.4;
    private static final double POLISH_RATE = 1e-3;
    /** Nats per pair and coordinate. Of two moons a polish of a good map added .007 to .013; with a class at 60 % of its share, .09 to .11. */
    private static final double POLISH_MAY_ADD = 0.04;

    private final AlignerSpec spec;
    private final TrainingOptions training;
    private final Phases phases;
    private final FitContext context;

    MapFitting(AlignerSpec spec, Recipe recipe, FitContext context) {
        this.spec = spec;
        this.training = recipe.training();
        this.phases = recipe.phases();
        this.context = context;
    }

    /** Trains T and S on the executors: the flat vector of both. */
    TrainingResult train(JavaSparkContext spark, DomainSplit rows) {
        float[] initial = Initialisation.of(spec.raw(), rows.trainingSample(), spec.seed());
        if (!FitPlan.startsAffine(spec, phases)) {
            return together(spark, rows, initial);
        }
        TrainingResult affine = affine(spark, rows, initial);
        return affine.then(together(spark, rows, affine.parameters()));
    }

    private TrainingResult together(JavaSparkContext spark, DomainSplit rows, float[] initial) {
        LogLikelihoodRatio likelihoods = spec.standardised();
        LogLikelihoodRatio objective = phases.slicedWeight() == 0
                ? likelihoods
                : likelihoods.plus(new SlicedWasserstein(
                        phases.slicedWeight(), (training.steps() + 1) / 2, Seeds.split(spec.seed(), SLICED)));
        return new ParameterAveragingTrainer(
                        spark, rows.workers(), spec.raw(), rows.heldOut(), context.training(FitPlan.TRAINING))
                .train(objective, initial, training);
    }

    /** The vector [first layer | rest of T | S] with the first layer trained beside an S of its own, both at one rate. */
    private TrainingResult affine(JavaSparkContext spark, DomainSplit rows, float[] initial) {
        LogLikelihoodRatio objective = spec.standardisedAffine();
        int density = objective.models().get(1).spec().size();
        int layer = objective.parameterCount() - density;
        float[] start = Arrays.copyOf(initial, layer + density);
        System.arraycopy(initial, initial.length - density, start, layer, density);
        TrainingOptions options = training.withSteps(phases.affineSteps())
                .withRates(affineRate(), 1)
                .withSeed(Seeds.split(spec.seed(), AFFINE));
        try {
            TrainingResult result = new ParameterAveragingTrainer(
                            spark, rows.workers(), spec.rawAffine(), rows.heldOut(), context.training(FitPlan.AFFINE))
                    .train(objective, start, options);
            return result.withParameters(with(initial, result.parameters(), layer));
        } catch (TrainingFailedException e) {
            throw e.goingBackTo(with(initial, e.lastGood(), layer));
        }
    }

    /** A step of Adam moves every entry of a matrix alike, and so its image by more, the more columns it has. */
    private double affineRate() {
        return Math.min(LARGEST_AFFINE_RATE, AFFINE_RATE_TIMES_DIMENSION / spec.learntDimension());
    }

    /** The vector with its first {@code count} numbers replaced by those of another. */
    private static float[] with(float[] vector, float[] first, int count) {
        float[] all = vector.clone();
        System.arraycopy(first, 0, all, 0, count);
        return all;
    }

    /** The parameters of T and S after the polish. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Polished(float[] parameters, Polish polish) {}

    /** Polishes T on rows that the driver has and that no map is judged by, and undoes that if it adds too much to the loss on them. */
    Polished polished(DomainSplit rows, float[] parameters) {
        if (phases.polishSteps() == 0) {
            return new Polished(parameters, Polish.NONE);
        }
        float[] polished = matched(rows, parameters);
        double added = loss(rows, polished) - loss(rows, parameters);
        return added <= POLISH_MAY_ADD * spec.learntDimension()
                ? new Polished(polished, Polish.KEPT)
                : new Polished(parameters, Polish.UNDONE);
    }

    private double loss(DomainSplit rows, float[] parameters) {
        return new LossEvaluator(spec.raw(), rows.notJudgedBy())
                .evaluate(Nd4j.createFromArray(parameters))
                .mean(LossTerms.TOTAL);
    }

    private float[] matched(DomainSplit rows, float[] parameters) {
        long seed = Seeds.split(spec.seed(), POLISH);
        Matching matching = spec.matching(new SlicedWasserstein(1, Integer.MAX_VALUE, seed));
        DomainStandardisation learnt = spec.standardisation().ofLearnt();
        DomainRows sample = new DomainRows(
                learnt.source().of(rows.notJudgedBy().source()),
                learnt.target().of(rows.notJudgedBy().target()));
        int batch = Math.min(
                FitPlan.POLISH_BATCH,
                Math.min(sample.source().rows(), sample.target().rows()));
        TrainingOptions options = new TrainingOptions(
                phases.polishSteps(), batch, POLISH_RATE, 1, 0, 1, training.averagingFrequency(), seed);
        float[] transform = Arrays.copyOf(parameters, matching.parameterCount());
        try {
            TrainingResult result = new LocalTrainer(sample, matching, sample, context.training(FitPlan.POLISH))
                    .train(matching, transform, options);
            return with(parameters, result.parameters(), transform.length);
        } catch (TrainingFailedException e) {
            throw e.goingBackTo(parameters);
        }
    }
}
