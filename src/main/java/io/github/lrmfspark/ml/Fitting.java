package io.github.lrmfspark.ml;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.checkpoint.CheckpointOptions;
import io.github.lrmfspark.checkpoint.Checkpoints;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.DomainSplit;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.NumericRange;
import io.github.lrmfspark.data.SplitOptions;
import io.github.lrmfspark.flow.ImageShape;
import io.github.lrmfspark.ml.MemoryWarnings.Given;
import io.github.lrmfspark.objective.LikelihoodBound;
import io.github.lrmfspark.objective.LossEstimate;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.train.FitContext;
import io.github.lrmfspark.train.Plan;
import io.github.lrmfspark.train.ProgressListener;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingFailedException;
import io.github.lrmfspark.train.TrainingResult;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One fit, from two checked sets to trained numbers: split, start, train on the executors, evaluate on raw rows, and find the
 * bound.
 */
final class Fitting {
    private final SparkSession spark;
    private final FeatureSet source;
    private final FeatureSet target;
    private final Recipe recipe;
    private final SplitOptions split;
    private final FitContext context;
    private final AlignerSpec spec;
    private final @Nullable BoundFitting bound;

    /**
     * @param bound null where the bound is not asked for
     * @param checkpoints null where none are kept
     * @throws InvalidInputException if the vectors are too short for the flow or vary too little, or saved private models or checkpoints do not fit
     */
    Fitting(
            SparkSession spark,
            FeatureSet source,
            FeatureSet target,
            Recipe recipe,
            @Nullable BoundOptions bound,
            @Nullable CheckpointOptions checkpoints,
            ProgressListener progress) {
        this.spark = spark;
        this.source = source;
        this.target = target;
        this.recipe = recipe;
        this.split = SplitOptions.of(recipe.settings());
        requireDimension(recipe.flow(), source.statistics().dimension());
        NumericRange.require("the source", source);
        NumericRange.require("the target", target);
        this.spec = spec(source, target, recipe);
        this.context =
                new FitContext(progress, checkpoints == null ? null : open(checkpoints, bound, progress), plan(bound));
        this.bound = bound == null ? null : bounding(bound);
    }

    private static AlignerSpec spec(FeatureSet source, FeatureSet target, Recipe recipe) {
        requireLearnt(recipe.flow(), target);
        try {
            return AlignerSpec.of(
                    recipe.flow(),
                    recipe.training().seed(),
                    source.statistics().marginals(),
                    target.statistics().marginals());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("Cannot align these sets: " + e.getMessage(), e);
        }
    }

    private static void requireLearnt(FlowOptions flow, FeatureSet target) {
        int dimension = target.statistics().dimension();
        int learnt = dimension - target.statistics().marginals().constant().length;
        if (flow.image() == null && learnt < flow.kind().leastDimension()) {
            throw new InvalidInputException("Expected " + flow.kind().leastDimension()
                    + " coordinates or more that vary in column '"
                    + target.schema().column()
                    + "' of the target for the flow '" + flow.kind().label() + "'; found " + learnt + " of " + dimension
                    + ". Use the flow '" + FlowOptions.Kind.AFFINE.label() + "'");
        }
    }

    private Plan plan(@Nullable BoundOptions bound) {
        long rows = Math.min(source.statistics().rows(), target.statistics().rows());
        return bound == null || (bound.models() != null && files(bound.models()).exist())
                ? FitPlan.of(spec, recipe, 0, 0, rows)
                : FitPlan.of(spec, recipe, bound.folds(), bound.steps(), rows);
    }

    private PrivateModelFiles files(String models) {
        return new PrivateModelFiles(spark, models);
    }

    private BoundFitting bounding(BoundOptions options) {
        return new BoundFitting(
                new PrivateSpec(
                        spec,
                        0,
                        options.folds(),
                        recipe.training().noise(),
                        split.heldOutFraction(),
                        source.statistics().rows(),
                        target.statistics().rows()),
                recipe.with(Keys.TRAINING_STEPS, options.steps()),
                options.models() == null ? null : files(options.models()),
                context);
    }

    private Checkpoints open(CheckpointOptions options, @Nullable BoundOptions bound, ProgressListener progress) {
        FitSpec fit = FitSpec.of(spec, recipe, bound, source.statistics(), target.statistics());
        return Checkpoints.open(
                context().hadoopConfiguration(), options, new ObjectMapper().valueToTree(fit), progress::notice);
    }

    AlignerSpec spec() {
        return spec;
    }

    LrmfAlignerSummary run() {
        try (DomainSplit rows = DomainSplit.of(source, target, split, spec.standardisation())) {
            if (bound != null) {
                bound.requireRows(rows);
            }
            warn(rows.sourceRows() + rows.targetRows());
            MapFitting map = new MapFitting(spec, recipe, context);
            TrainingResult training = map.train(context(), rows);
            LikelihoodBound reached = bound(rows, training);
            MapFitting.Polished polished = map.polished(rows, training.parameters());
            return new LrmfAlignerSummary(
                    recipe,
                    source.statistics(),
                    target.statistics(),
                    rows.sourceRows(),
                    rows.targetRows(),
                    loss(rows.trainingSample(), training),
                    loss(rows.heldOut(), training),
                    reached,
                    training.withParameters(polished.parameters()),
                    polished.polish());
        }
    }

    private void warn(long rows) {
        Given given = Given.of(context().sc(), recipe.training().workers());
        MemoryNeed need = MemoryNeed.of(
                recipe.flow(), spec.learntDimension(), recipe.training(), rows, bound != null, given.tasks());
        MemoryWarnings.of(need, given).forEach(context.progress()::notice);
    }

    private @Nullable LikelihoodBound bound(DomainSplit rows, TrainingResult training) {
        try {
            return bound == null ? null : bound.run(context(), rows, training.parameters());
        } catch (TrainingFailedException e) {
            throw e.goingBackTo(training.parameters());
        }
    }

    private LossEstimate loss(DomainRows rows, TrainingResult training) {
        return new LossEvaluator(spec.raw(), rows).evaluate(Nd4j.createFromArray(training.parameters()));
    }

    private JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    private static void requireDimension(FlowOptions flow, int dimension) {
        ImageShape image = flow.image();
        if (image != null && image.dimension() != dimension) {
            throw new InvalidInputException("Expected vectors of length " + image.dimension()
                    + ", which is an image of " + image + "; found length " + dimension);
        }
        FlowOptions.Kind kind = flow.kind();
        if (dimension < kind.leastDimension()) {
            throw new InvalidInputException(
                    "Expected vectors of length " + kind.leastDimension() + " or more for the flow '"
                            + kind.label() + "'; found length " + dimension + ". Use the flow '"
                            + FlowOptions.Kind.AFFINE.label() + "'");
        }
    }
}
