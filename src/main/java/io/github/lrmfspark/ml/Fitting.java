package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.DomainSplit;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.InvalidInputException;
import io.github.lrmfspark.data.SplitOptions;
import io.github.lrmfspark.flow.FlowOptions;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.LossEstimate;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.train.Initialisation;
import io.github.lrmfspark.train.ParameterAveragingTrainer;
import io.github.lrmfspark.train.ProgressListener;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingResult;
import org.apache.spark.api.java.JavaSparkContext;
import org.nd4j.linalg.factory.Nd4j;

/** One fit, from two checked sets to trained numbers: split, start, train on the executors, and evaluate on raw rows. */
final class Fitting {
    private final FeatureSet source;
    private final FeatureSet target;
    private final Recipe recipe;
    private final SplitOptions split;
    private final ProgressListener progress;
    private final AlignerSpec spec;

    /** @throws InvalidInputException if the vectors are too short for the flow */
    Fitting(FeatureSet source, FeatureSet target, Recipe recipe, SplitOptions split, ProgressListener progress) {
        this.source = source;
        this.target = target;
        this.recipe = recipe;
        this.split = split;
        this.progress = progress;
        int dimension = source.statistics().dimension();
        requireDimension(recipe.flow().kind(), dimension);
        this.spec = new AlignerSpec(
                recipe.flow(),
                dimension,
                recipe.training().seed(),
                source.statistics().standardisation(),
                target.statistics().standardisation());
    }

    AlignerSpec spec() {
        return spec;
    }

    LrmfAlignerSummary run() {
        LogLikelihoodRatio raw = spec.raw();
        try (DomainSplit rows = DomainSplit.of(source, target, split)) {
            float[] initial = Initialisation.of(raw, rows.trainingSample(), spec.seed());
            TrainingResult training = new ParameterAveragingTrainer(
                            JavaSparkContext.fromSparkContext(
                                    source.rows().sparkSession().sparkContext()),
                            rows.workers(),
                            raw,
                            rows.heldOut(),
                            progress)
                    .train(spec.standardised(), initial, recipe.training());
            return new LrmfAlignerSummary(
                    recipe,
                    source.statistics(),
                    target.statistics(),
                    rows.sourceRows(),
                    rows.targetRows(),
                    loss(raw, rows.trainingSample(), training),
                    loss(raw, rows.heldOut(), training),
                    training);
        }
    }

    private static LossEstimate loss(LogLikelihoodRatio objective, DomainRows rows, TrainingResult training) {
        return new LossEvaluator(objective, rows).evaluate(Nd4j.createFromArray(training.parameters()));
    }

    private static void requireDimension(FlowOptions.Kind kind, int dimension) {
        if (dimension < kind.leastDimension()) {
            throw new InvalidInputException(
                    "Expected vectors of length " + kind.leastDimension() + " or more for the flow '"
                            + kind.label() + "'; found length " + dimension + ". Use the flow '"
                            + FlowOptions.Kind.AFFINE.label() + "'");
        }
    }
}
