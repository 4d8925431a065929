package io.github.lrmfspark.ml;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.checkpoint.CheckpointOptions;
import io.github.lrmfspark.checkpoint.Checkpoints;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.DomainSplit;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.NumericRange;
import io.github.lrmfspark.data.Preparation;
import io.github.lrmfspark.data.SplitOptions;
import io.github.lrmfspark.flow.ImageShape;
import io.github.lrmfspark.ml.MemoryWarnings.Given;
import io.github.lrmfspark.objective.LikelihoodBound;
import io.github.lrmfspark.objective.LossEstimate;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.train.FitContext;
import io.github.lrmfspark.train.PhaseTimes;
import io.github.lrmfspark.train.Plan;
import io.github.lrmfspark.train.ProgressListener;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingFailedException;
import io.github.lrmfspark.train.TrainingResult;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One fit, from two checked sets to trained numbers. It lives on the driver, in the thread that fits, and is run once.
 *
 * <p>The constructor decides whether the fit can be, in this order:
 *
 * <ol>
 *   <li>D suits the flow, and an image's shape has D numbers.
 *   <li>The values of either set lie where float32 can work on them ({@link NumericRange}).
 *   <li>Enough coordinates vary in the target. One that is constant there is not learnt.
 *   <li>The checkpoints are of a fit with the same {@link FitSpec}.
 *   <li>The saved private models are of these sets and this family ({@link PrivateSpec}).
 * </ol>
 *
 * <p>{@link #run} then does, in this order:
 *
 * <ol>
 *   <li>Executors sort and split the sets. The workers' rows, standardised, stay cached there until the end of the run;
 *       the held-out rows and a sample of the training rows come to the driver, raw.
 *   <li>The driver says where memory or threads are short ({@link MemoryWarnings}).
 *   <li>Executors train the map ({@link MapFitting#train}).
 *   <li>Executors fit the private densities, if the bound is asked for and none are saved ({@link BoundFitting}).
 *   <li>The driver polishes T ({@link MapFitting#polished}).
 *   <li>The driver evaluates the loss on the sample and on the held-out rows, by the numbers from before the polish.
 *   <li>The driver chooses the map that the model gets ({@link Ladder}).
 * </ol>
 *
 * <p>Equal sets, recipes and splits give equal numbers to the last bit, on processors of one kind; see the package
 * {@link io.github.lrmfspark.train} for why.
 */
final class Fitting {
    private final SparkSession spark;
    private final FeatureSet source;
    private final FeatureSet target;
    private final Recipe recipe;
    private final SplitOptions split;
    private final FitContext context;
    private final @Nullable BoundFitting bound;
    private final PhaseTimes times = new PhaseTimes();
    private AlignerSpec spec;
    private @Nullable Ladder ladder;

    /**
     * Checks all that can be known before a row is trained on. It reads checkpoints and saved private models, and scans
     * a set again only to name values that are too large or too close.
     *
     * @param spark runs the jobs
     * @param source A, scanned, of valid vectors of length D
     * @param target B, likewise, of the same D
     * @param recipe the settings in force
     * @param bound null where the bound is not asked for
     * @param checkpoints null where none are kept
     * @param progress hears of each training, of warnings and of the checkpoints
     * @throws InvalidInputException if the vectors are too short for the flow or vary too little, their values are too
     *     large for float32, or saved private models or checkpoints do not fit
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

    /**
     * The spec of T and p, with the standardisations that the scans of the sets give.
     *
     * @throws InvalidInputException if too few coordinates vary, or T and p have more numbers than an array holds
     */
    private static AlignerSpec spec(FeatureSet source, FeatureSet target, Recipe recipe) {
        requireLearnt(recipe.flow(), target);
        try {
            return AlignerSpec.of(
                    recipe.flow(),
                    recipe.directions(),
                    recipe.training().seed(),
                    source.statistics().marginals(),
                    target.statistics().marginals());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("Cannot align these sets: " + e.getMessage(), e);
        }
    }

    /** Refuses a target with too few coordinates that vary. Of images all are learnt, so that none are missing. */
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

    /** The trainings to come; without private fits where none are asked for or some are saved already. */
    private Plan plan(@Nullable BoundOptions bound) {
        long rows = Math.min(source.statistics().rows(), target.statistics().rows());
        return bound == null || (bound.models() != null && files(bound.models()).exist())
                ? FitPlan.of(spec, recipe, 0, 0, rows)
                : FitPlan.of(spec, recipe, bound.folds(), bound.steps(), rows);
    }

    private PrivateModelFiles files(String models) {
        return new PrivateModelFiles(spark, models);
    }

    /** The fitting of the bound by the options of T's and p's training, but for its steps. */
    private BoundFitting bounding(BoundOptions options) {
        return new BoundFitting(
                new PrivateSpec(
                        spec,
                        0,
                        options.folds(),
                        recipe.phases().otherStart(),
                        recipe.training().noise(),
                        split.heldOutFraction(),
                        source.statistics().rows(),
                        target.statistics().rows(),
                        limit()),
                recipe.with(Keys.TRAINING_STEPS, options.steps()),
                options.models() == null ? null : files(options.models()),
                context);
    }

    /** The most training rows of a set, where a set has more; null elsewhere. */
    private @Nullable Long limit() {
        long rows = Math.max(source.statistics().rows(), target.statistics().rows());
        return split.maxRows() < rows ? split.maxRows() : null;
    }

    /**
     * The checkpoints of a fit of this spec.
     *
     * @throws InvalidInputException if there are some and none are to be gone on from, if they are of another fit, or
     *     if the directory cannot be used
     */
    private Checkpoints open(CheckpointOptions options, @Nullable BoundOptions bound, ProgressListener progress) {
        FitSpec fit = FitSpec.of(spec, recipe, bound, source.statistics(), target.statistics());
        return Checkpoints.open(
                context().hadoopConfiguration(), options, new ObjectMapper().valueToTree(fit), progress::notice);
    }

    /** {@return what the trained numbers are of; the start is known once {@link #run} has begun to train} */
    AlignerSpec spec() {
        return spec;
    }

    /**
     * Takes the steps above. The cached rows are freed at its end, whatever that is.
     *
     * @return the trained numbers and how they came about
     * @throws InvalidInputException if a set has fewer training rows than workers, or too few to find the bound
     * @throws TrainingFailedException if a training was given up; its last good parameters are all of T and p, [P]
     */
    LrmfAlignerSummary run() {
        try (DomainSplit rows = times.time(
                "start",
                () -> DomainSplit.of(
                        source, target, split, spec.standardisation().learnt(), this::prepare))) {
            if (bound != null) {
                bound.requireRows(rows);
            }
            warn(rows.sourceRows() + rows.targetRows());
            MapFitting map = new MapFitting(spec, recipe, context);
            MapFitting.Trained trained = times.time("training", () -> map.train(context(), rows));
            TrainingResult training = trained.result();
            Optional<LikelihoodBound> reached = times.time("private fits", () -> bound(rows, training));
            MapFitting.Polished polished = times.time("polish", () -> map.polished(rows, training.parameters()));
            LossEstimate trainingLoss = loss(rows.trainingSample(), rows, training);
            LossEstimate heldOutLoss = loss(rows.heldOut(), rows, training);
            Ladder.Chosen written = times.time("choice", () -> chosen(trained, polished.parameters(), rows));
            spec = written.spec();
            return new LrmfAlignerSummary(
                    recipe,
                    source.statistics(),
                    target.statistics(),
                    rows.sourceRows(),
                    rows.targetRows(),
                    trainingLoss,
                    heldOutLoss,
                    reached.orElse(null),
                    training.withParameters(written.parameters()),
                    polished.polish(),
                    written.choice(),
                    times.seconds());
        }
    }

    /** Finds what T starts with, by the training rows that the driver has, and so how rows are prepared. */
    private Preparation prepare(DomainRows sample) {
        ladder = new Ladder(spec, recipe.phases(), sample);
        spec = ladder.started();
        return spec.preparation();
    }

    /** The best map of all that were tried. {@code polished} are the last phase's parameters, [P]. */
    private Ladder.Chosen chosen(MapFitting.Trained trained, float[] polished, DomainSplit rows) {
        return Objects.requireNonNull(ladder)
                .chosen(spec, trained.initial(), polished, trained.result().seconds(), rows);
    }

    /** Tells the listener where less memory was given than training on so many rows of both sets needs. */
    private void warn(long rows) {
        Given given = Given.of(context().sc(), recipe.training().workers());
        MemoryNeed need = MemoryNeed.of(
                recipe.flow(),
                spec.learntDimension(),
                spec.flowDimension(),
                recipe.training(),
                rows,
                bound != null,
                given.tasks());
        MemoryWarnings.of(need, given).forEach(context.progress()::notice);
    }

    /** The loss beside its bound. If a private fit fails, T and p are still there to go back to. */
    private Optional<LikelihoodBound> bound(DomainSplit rows, TrainingResult training) {
        try {
            return bound == null ? Optional.empty() : Optional.of(bound.run(context(), rows, training.parameters()));
        } catch (TrainingFailedException e) {
            throw e.goingBackTo(training.parameters());
        }
    }

    /** The loss on some rows, in nats per pair. Computed on the driver, without noise. */
    private LossEstimate loss(DomainRows raw, DomainSplit rows, TrainingResult training) {
        return new LossEvaluator(spec.loss(), rows.prepared(raw)).evaluate(Nd4j.createFromArray(training.parameters()));
    }

    private JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    /** Refuses vectors of another length than the image's, or shorter ones than the flow works for. */
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
