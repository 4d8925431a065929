package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.FeatureSchema;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.SplitOptions;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.train.ProgressListener;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingFailedException;
import java.util.Objects;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Learns an invertible map T from a source set of vectors to a target set, unpaired, by minimising a log-likelihood ratio.
 *
 * <pre>{@code
 * LrmfAlignerModel model = new LrmfAligner().setFeaturesCol("embedding").fit(source, target);
 * Dataset<Row> aligned = model.transform(source);
 * }</pre>
 *
 * <p>References: Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows: Towards Robust and Quantifiable Neural
 * Distribution Alignment", NeurIPS 2020, arXiv 2003.12170.
 */
public final class LrmfAligner extends Estimator<LrmfAlignerModel>
        implements LrmfAlignerParams, CheckpointParams, DefaultParamsWritable {
    private final String uid;
    private transient @Nullable ProgressListener progress;

    public LrmfAligner() {
        this(Identifiable$.MODULE$.randomUID("lrmfAligner"));
    }

    public LrmfAligner(String uid) {
        this.uid = uid;
        Stages.setDefaults(this);
        CheckpointParams.setDefaults(this);
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * Fits T to the source and target rows of one dataset, as {@code domainCol} tells them; rows of neither are ignored.
     *
     * @throws InvalidInputException if {@code domainCol} is not set, and as {@link #fit(Dataset, Dataset)}
     */
    @Override
    public LrmfAlignerModel fit(Dataset<?> dataset) {
        if (!isSet(domainCol())) {
            throw new InvalidInputException(
                    "Expected domainCol to tell source rows from target rows; found it unset. Set it or call"
                            + " fit(source, target)");
        }
        transformSchema(dataset.schema());
        Dataset<Row> rows = dataset.toDF();
        return fit(
                rows.filter(Stages.isOfDomain(this, sourceValue())),
                rows.filter(Stages.isOfDomain(this, targetValue())));
    }

    /**
     * Fits T to two sets.
     *
     * @throws InvalidInputException if the sets cannot be used; all faults of a set are named at once
     * @throws AlignmentFailedException if the training had to be given up
     */
    public LrmfAlignerModel fit(Dataset<?> source, Dataset<?> target) {
        String column = getOrDefault(featuresCol());
        transformSchema(source.schema());
        FeatureSchema.of(target.schema(), column);
        InvalidRows policy = InvalidRows.of(getOrDefault(invalid()));
        return fit(
                FeatureSet.scan("the source", source.toDF(), column, policy),
                FeatureSet.scan("the target", target.toDF(), column, policy));
    }

    /**
     * Fits T to two sets that were checked; their own columns and what was dropped of them count.
     *
     * @throws InvalidInputException if the sets do not go together, or with the saved private models or checkpoints
     * @throws AlignmentFailedException if the training had to be given up
     */
    public LrmfAlignerModel fit(FeatureSet source, FeatureSet target) {
        FeatureSet.requireSameDimension(source, target);
        SparkSession spark = source.rows().sparkSession();
        Recipe measured = Recipe.forDimension(source.statistics().dimension(), fewer(source, target));
        Recipe recipe = RecipeParams.used(
                this,
                measured,
                Math.min(fewer(source, target), (long) getOrDefault(maxRows())),
                spark.sparkContext().defaultParallelism());
        SplitOptions split = new SplitOptions(
                recipe.training().workers(),
                (double) getOrDefault(heldOutFraction()),
                (long) getOrDefault(maxRows()),
                recipe.training().seed());
        Fitting fitting = new Fitting(
                spark,
                source,
                target,
                recipe,
                split,
                RecipeParams.bound(this, recipe, measured),
                CheckpointParams.options(this),
                Objects.requireNonNullElseGet(progress, ProgressListener::none));
        try {
            LrmfAlignerSummary summary = fitting.run();
            return model(fitting.spec(), summary.training().parameters(), summary);
        } catch (TrainingFailedException e) {
            throw new AlignmentFailedException(e, model(fitting.spec(), e.lastGood(), null));
        }
    }

    private static long fewer(FeatureSet source, FeatureSet target) {
        return Math.min(source.statistics().rows(), target.statistics().rows());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return Stages.transformSchema(this, schema);
    }

    @Override
    public LrmfAligner copy(ParamMap extra) {
        LrmfAligner copy = new LrmfAligner(uid);
        copy.progress = progress;
        return copyValues(copy, extra);
    }

    /** Reads an aligner that was saved. */
    public static MLReader<LrmfAligner> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads the aligner saved at a path. */
    public static LrmfAligner load(String path) {
        return read().load(path);
    }

    private LrmfAlignerModel model(AlignerSpec spec, float[] parameters, @Nullable LrmfAlignerSummary summary) {
        LrmfAlignerModel model = new LrmfAlignerModel(uid, spec, parameters, summary);
        return copyValues(model, ParamMap.empty()).setParent(this);
    }

    public LrmfAligner setFeaturesCol(String value) {
        return with(featuresCol(), value);
    }

    public LrmfAligner setOutputCol(String value) {
        return with(outputCol(), value);
    }

    public LrmfAligner setDomainCol(String value) {
        return with(domainCol(), value);
    }

    public LrmfAligner setSourceValue(String value) {
        return with(sourceValue(), value);
    }

    public LrmfAligner setTargetValue(String value) {
        return with(targetValue(), value);
    }

    public LrmfAligner setInvalid(String value) {
        return with(invalid(), value);
    }

    public LrmfAligner setFlowKind(String value) {
        return with(flowKind(), value);
    }

    public LrmfAligner setImage(String value) {
        return with(image(), value);
    }

    public LrmfAligner setCouplings(int value) {
        return with(couplings(), value);
    }

    public LrmfAligner setHidden(int value) {
        return with(hidden(), value);
    }

    public LrmfAligner setHiddenLayers(int value) {
        return with(hiddenLayers(), value);
    }

    public LrmfAligner setSteps(int value) {
        return with(steps(), value);
    }

    public LrmfAligner setBatchSize(int value) {
        return with(batchSize(), value);
    }

    public LrmfAligner setLearningRate(double value) {
        return with(learningRate(), value);
    }

    public LrmfAligner setTransformRateRatio(double value) {
        return with(transformRateRatio(), value);
    }

    public LrmfAligner setNoise(double value) {
        return with(noise(), value);
    }

    public LrmfAligner setAffineSteps(int value) {
        return with(affineSteps(), value);
    }

    public LrmfAligner setSlicedWeight(double value) {
        return with(slicedWeight(), value);
    }

    public LrmfAligner setPolishSteps(int value) {
        return with(polishSteps(), value);
    }

    public LrmfAligner setWorkers(int value) {
        return with(workers(), value);
    }

    public LrmfAligner setAveragingFrequency(int value) {
        return with(averagingFrequency(), value);
    }

    public LrmfAligner setSeed(long value) {
        return with(seed(), value);
    }

    public LrmfAligner setMaxRows(long value) {
        return with(maxRows(), value);
    }

    public LrmfAligner setHeldOutFraction(double value) {
        return with(heldOutFraction(), value);
    }

    public LrmfAligner setBoundEnabled(boolean value) {
        return with(boundEnabled(), value);
    }

    public LrmfAligner setBoundFolds(int value) {
        return with(boundFolds(), value);
    }

    public LrmfAligner setPrivateModels(String value) {
        return with(privateModels(), value);
    }

    public LrmfAligner setCheckpoints(String value) {
        return with(checkpoints(), value);
    }

    public LrmfAligner setResume(boolean value) {
        return with(resume(), value);
    }

    public LrmfAligner setCheckpointEveryRounds(int value) {
        return with(checkpointEveryRounds(), value);
    }

    public LrmfAligner setCheckpointEveryMinutes(double value) {
        return with(checkpointEveryMinutes(), value);
    }

    public LrmfAligner setCheckpointsKept(int value) {
        return with(checkpointsKept(), value);
    }

    /** Who hears of the training's progress; not saved with the aligner. */
    public LrmfAligner setProgress(ProgressListener listener) {
        progress = listener;
        return this;
    }

    private <T> LrmfAligner with(Param<T> param, T value) {
        set(param, value);
        return this;
    }
}
