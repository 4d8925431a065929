package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.FeatureSchema;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Setting;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.train.ProgressListener;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingFailedException;
import java.util.List;
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
        implements LrmfAlignerParams, CheckpointParams, SettingSetters<LrmfAligner>, DefaultParamsWritable {
    private final String uid;
    private transient @Nullable ProgressListener progress;

    /** An aligner with the defaults of its params and a random uid. */
    public LrmfAligner() {
        this(Identifiable$.MODULE$.randomUID("lrmfAligner"));
    }

    /**
     * An aligner with the defaults of its params.
     *
     * @param uid its name among the stages of a pipeline
     */
    public LrmfAligner(String uid) {
        this.uid = uid;
        Stages.setDefaults(this);
        setDefault(resume(), false);
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public List<Setting<?>> settings() {
        return Keys.sections("data", "flow", "training", "bound", "checkpoint");
    }

    @Override
    public Param<?>[] params() {
        return SettingParams.all(this, super.params());
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
     * {@return the model of T, fitted to two sets}
     *
     * @param source rows a, with {@code featuresCol} of {@code array<float>}, {@code array<double>} or {@code vector}
     * @param target rows b, with the same column and vectors of the same length
     * @throws InvalidInputException if the sets cannot be used; all faults of a set are named at once
     * @throws AlignmentFailedException if the training had to be given up
     */
    public LrmfAlignerModel fit(Dataset<?> source, Dataset<?> target) {
        String column = getOrDefault(featuresCol());
        transformSchema(source.schema());
        FeatureSchema.of(target.schema(), column);
        InvalidRows policy = InvalidRows.of(getOrDefault(param(Keys.DATA_INVALID)));
        return fit(
                FeatureSet.scan("the source", source.toDF(), column, policy),
                FeatureSet.scan("the target", target.toDF(), column, policy));
    }

    /**
     * {@return the model of T, fitted to two sets that were checked} Their own columns and what was dropped of them count.
     *
     * @param source rows a, scanned
     * @param target rows b, scanned, with vectors of the same length
     * @throws InvalidInputException if the sets do not go together, or with the saved private models or checkpoints
     * @throws AlignmentFailedException if the training had to be given up
     */
    public LrmfAlignerModel fit(FeatureSet source, FeatureSet target) {
        FeatureSet.requireSameDimension(source, target);
        SparkSession spark = source.rows().sparkSession();
        int dimension = source.statistics().dimension();
        long rows = Math.min(source.statistics().rows(), target.statistics().rows());
        Recipe recipe = Recipe.of(
                SettingParams.settings(this),
                dimension,
                rows,
                spark.sparkContext().defaultParallelism());
        int measured = Recipe.forDimension(dimension, rows).training().steps();
        Fitting fitting = new Fitting(
                spark,
                source,
                target,
                recipe,
                BoundOptions.of(
                        recipe.settings(), measured, isSet(privateModels()) ? getOrDefault(privateModels()) : null),
                CheckpointParams.options(this),
                Objects.requireNonNullElseGet(progress, ProgressListener::none));
        try {
            LrmfAlignerSummary summary = fitting.run();
            return model(fitting.spec(), summary.training().parameters(), summary);
        } catch (TrainingFailedException e) {
            throw new AlignmentFailedException(e, model(fitting.spec(), e.lastGood(), null));
        }
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

    /** {@return a reader of aligners that were saved} */
    public static MLReader<LrmfAligner> read() {
        return new DefaultParamsReader<>();
    }

    /**
     * {@return the aligner saved at a path}
     *
     * @param path of its directory, on any file system that Hadoop knows
     */
    public static LrmfAligner load(String path) {
        return read().load(path);
    }

    private LrmfAlignerModel model(AlignerSpec spec, float[] parameters, @Nullable LrmfAlignerSummary summary) {
        LrmfAlignerModel model = new LrmfAlignerModel(uid, spec, parameters, summary);
        return copyValues(model, ParamMap.empty()).setParent(this);
    }

    @Override
    public <T> LrmfAligner set(Setting<T> setting, T value) {
        return with(param(setting), value);
    }

    /**
     * {@return this aligner, with all that settings say of its params; what is {@code auto} there stays as it is}
     *
     * @param settings of which rows of other sections are ignored
     */
    public LrmfAligner set(Settings settings) {
        SettingParams.set(this, settings);
        return this;
    }

    /**
     * {@return this aligner, with the vectors of another column to learn from}
     *
     * @param value name of the column
     */
    public LrmfAligner setFeaturesCol(String value) {
        return with(featuresCol(), value);
    }

    /**
     * {@return this aligner, with another column for the images}
     *
     * @param value name of a new column, or that of {@code featuresCol}, whose vectors are then replaced
     */
    public LrmfAligner setOutputCol(String value) {
        return with(outputCol(), value);
    }

    /**
     * {@return this aligner, with a column that tells source rows from target rows}
     *
     * @param value name of the column
     */
    public LrmfAligner setDomainCol(String value) {
        return with(domainCol(), value);
    }

    /**
     * {@return this aligner, with what {@link #domainCol} holds in source rows}
     *
     * @param value as text
     */
    public LrmfAligner setSourceValue(String value) {
        return with(sourceValue(), value);
    }

    /**
     * {@return this aligner, with what {@link #domainCol} holds in target rows}
     *
     * @param value as text
     */
    public LrmfAligner setTargetValue(String value) {
        return with(targetValue(), value);
    }

    /**
     * {@return this aligner, with a place for the private densities}
     *
     * @param value a directory: densities that are there are used, else they are fitted and saved
     */
    public LrmfAligner setPrivateModels(String value) {
        return with(privateModels(), value);
    }

    /**
     * {@return this aligner, with a place for checkpoints}
     *
     * @param value a directory, without any of them yet unless {@link #resume} is set
     */
    public LrmfAligner setCheckpoints(String value) {
        return with(checkpoints(), value);
    }

    /**
     * {@return this aligner, with a choice of whether to go on from checkpoints}
     *
     * @param value true to go on from those that are there; false, the default, where there may be none
     */
    public LrmfAligner setResume(boolean value) {
        return with(resume(), value);
    }

    /**
     * {@return this aligner, with a listener that hears of the training's progress}
     *
     * @param listener not saved with the aligner; copies share it
     */
    public LrmfAligner setProgress(ProgressListener listener) {
        progress = listener;
        return this;
    }

    private <T> LrmfAligner with(Param<T> param, T value) {
        set(param, value);
        return this;
    }
}
