package io.github.lrmfspark.ml;

import static org.apache.spark.sql.functions.when;

import io.github.lrmfspark.data.FeatureSchema;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Inverse;
import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.MappedFiles;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The invertible map T that an {@link LrmfAligner} learnt, on raw vectors:
 *
 * <pre>
 *   T_raw = standardise_B⁻¹ ∘ T ∘ standardise_A,   [N, D] to [N, D]
 * </pre>
 *
 * with T after its start and on its directions, as {@link AlignerSpec} has it.
 *
 * <p>{@link #transform} adds the mapped vectors as {@code outputCol}, of the type of {@code featuresCol}, and leaves every other
 * column, the rows and their order as they are. It is lazy, streams through each partition in batches, and sends T to each
 * executor once. A null vector stays null. Where {@code domainCol} is set, rows that are not of the source keep their vectors.
 * {@link #setNormalise} brings images to length one, in either direction.
 *
 * <p>It computes in float32, whatever the column's type, in batches of 256 rows. A row costs one pass of T; p takes no part.
 * The trained numbers never change, and copies share them. Each map binds buffers of its own, so threads may map at once
 * with one model; setting params meanwhile is not safe. Serialisation loses the {@link #summary}.
 *
 * <p>References: those of {@link LrmfAligner}.
 */
public final class LrmfAlignerModel extends Model<LrmfAlignerModel> implements LrmfAlignerParams, MLWritable {
    private static final String FORWARD = "forward";
    private static final String INVERSE = "inverse";

    private final String uid;
    private final AlignerSpec spec;
    private final float[] parameters;
    private final transient @Nullable LrmfAlignerSummary summary;

    /**
     * A model with the defaults of its params.
     *
     * @param uid of the aligner that fitted it, or as it was saved
     * @param spec what the numbers are of
     * @param parameters of T and then p, [P]; kept, not copied
     * @param summary null where the model was loaded, or its training was given up
     */
    LrmfAlignerModel(String uid, AlignerSpec spec, float[] parameters, @Nullable LrmfAlignerSummary summary) {
        this.uid = uid;
        this.spec = spec;
        this.parameters = parameters;
        this.summary = summary;
        Stages.setDefaults(this);
        setDefault(direction(), FORWARD);
    }

    /** {@return the param of the direction: {@code forward}, the default, or {@code inverse}; saved with the model} */
    public Param<String> direction() {
        return new Param<>(
                this,
                "direction",
                "forward from the source to the target, or inverse",
                ParamValidators.inArray(List.of(FORWARD, INVERSE)));
    }

    /** {@return the param of whether images have length one, by {@link Keys#OUTPUT_NORMALISE}; saved where it is set} */
    public Param<Boolean> normalise() {
        return param(Keys.OUTPUT_NORMALISE);
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Param<?>[] params() {
        return SettingParams.all(this, super.params());
    }

    /** {@return flows, dimension, seed and standardisations: what the numbers are of} */
    public AlignerSpec spec() {
        return spec;
    }

    /** {@return the trained numbers of T and, after them, of p: [P], a copy} */
    public float[] parameters() {
        return parameters.clone();
    }

    /** {@return the dimension D of the vectors that it maps, constant coordinates included} */
    public int dimension() {
        return spec.dimension();
    }

    /** {@return whether there is a summary: right after fitting and in copies, but not once saved and loaded} */
    public boolean hasSummary() {
        return summary != null;
    }

    /**
     * {@return how the model came about}
     *
     * @throws IllegalStateException if it was loaded, or its training was given up
     */
    public LrmfAlignerSummary summary() {
        if (summary == null) {
            throw new IllegalStateException("Expected a model that was just fitted; found one without a summary");
        }
        return summary;
    }

    /**
     * {@return a copy that maps the other way, with the same params} Its log-determinants are of that direction. With
     * {@code domainCol} set it still maps the rows of {@code sourceValue}.
     */
    public LrmfAlignerModel inverse() {
        return copy(ParamMap.empty().put(direction(), isInverse() ? FORWARD : INVERSE));
    }

    /**
     * Refuses a set whose vectors are of another length than the model's, before a row of it is mapped.
     *
     * @param set that is to be mapped, scanned
     * @throws InvalidInputException that names both lengths
     */
    public void requireDimension(FeatureSet set) {
        int found = set.statistics().dimension();
        if (found != dimension()) {
            throw new InvalidInputException("Expected vectors of length " + dimension()
                    + ", which the model was trained on; found length " + found + " in column '"
                    + set.schema().column() + "'");
        }
    }

    /**
     * {@inheritDoc}
     *
     * @return the schema with {@code outputCol} at its end, of the type of {@code featuresCol}; unchanged if both are one
     * @throws InvalidInputException if a column is missing or of another type, or {@code outputCol} is there already
     */
    @Override
    public StructType transformSchema(StructType schema) {
        return Stages.transformSchema(this, schema);
    }

    /**
     * Maps the vectors of a set, when its rows are asked for. Every call broadcasts T's numbers once more.
     *
     * <p>A vector of another length than D, or a finite one whose image float32 cannot hold, ends the Spark job when it
     * is mapped. A vector with a NaN or an infinite value is mapped to whatever comes of it.
     *
     * @param dataset with {@code featuresCol} of {@code array<float>}, {@code array<double>} or {@code vector}
     * @return its rows and columns in their order, with T(a) in {@code outputCol}, or T⁻¹(b) for the inverse
     * @throws InvalidInputException as {@link #transformSchema}
     */
    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = transformSchema(dataset.schema());
        FeatureSchema features = FeatureSchema.of(dataset.schema(), getOrDefault(featuresCol()));
        Dataset<Row> rows = dataset.toDF();
        SparkSession spark = rows.sparkSession();
        String image = uid + "__image";
        Column isSource = Stages.isSource(this);
        Dataset<Row> mapped = spark.baseRelationToDataFrame(new MappedRelation(
                rows,
                when(isSource, features.floats()),
                image,
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(map())));
        Column output = when(isSource, features.restored(FeatureSchema.quoted(image)))
                .otherwise(FeatureSchema.quoted(features.column()))
                .as(getOrDefault(outputCol()));
        return mapped.select(Arrays.stream(schema.fieldNames())
                .map(name -> name.equals(getOrDefault(outputCol())) ? output : FeatureSchema.quoted(name))
                .toArray(Column[]::new));
    }

    /**
     * Maps {@code featuresCol} of every row of a set on disk into files of a new directory. Other columns stay byte for byte;
     * {@code outputCol} and {@code domainCol} are not looked at. Executors write, and a failure removes what was written.
     *
     * @param source files of the set, with vectors of length D
     * @param invalid what becomes of rows without a vector of D finite values
     * @param directory that is not there yet
     * @return rows written
     * @throws IOException if the directory cannot be used or committed
     */
    public long map(ParquetSource source, InvalidRows invalid, String directory) throws IOException {
        return new MappedFiles(source, getOrDefault(featuresCol()), invalid).write(directory, map());
    }

    /**
     * Rows that were mapped.
     *
     * @param rows T(a), or T⁻¹(b) for the inverse, [N, D]
     * @param logDet log|det ∂T(x)/∂x| at every row x, in the direction that was mapped, in nats, [N]; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Mapped(PackedRows rows, double[] logDet) {}

    /**
     * {@return T(a), or T⁻¹(b) for the inverse, [N, D], mapped in this JVM as by {@link #mapWithLogDet}}
     *
     * @param rows raw, [N, D]
     */
    public PackedRows map(PackedRows rows) {
        return mapWithLogDet(rows).rows();
    }

    /**
     * Maps rows in this JVM, and says how much the map stretches space at each. A value that float32 cannot hold
     * becomes infinite or NaN; nothing is refused.
     *
     * @param rows raw, [N, D], with D of the model
     * @return images and log-determinants, row by row
     */
    public Mapped mapWithLogDet(PackedRows rows) {
        double[] logDet = new double[rows.rows()];
        return new Mapped(rows.mappedBy(map().open(), logDet), logDet);
    }

    /** {@inheritDoc} The copy shares numbers and summary, and keeps the uid and the parent. */
    @Override
    public LrmfAlignerModel copy(ParamMap extra) {
        LrmfAlignerModel copy = new LrmfAlignerModel(uid, spec, parameters, summary);
        return copyValues(copy, extra).setParent(parent());
    }

    /** {@inheritDoc} It saves spec, numbers and params, in the layout that {@code ModelFiles} describes. */
    @Override
    public MLWriter write() {
        return new ModelFiles.Writer(this);
    }

    /**
     * Reads a model that was saved. Spark's pipelines find this method by its name.
     *
     * @return a reader whose {@code load} throws {@link InvalidInputException} if there is no whole model
     */
    public static MLReader<LrmfAlignerModel> read() {
        return new ModelFiles.Reader();
    }

    /**
     * {@return the model saved at a path, with its params and without a summary; read on the driver}
     *
     * @param path of its directory, on any file system that Hadoop knows
     * @throws InvalidInputException if there is none, or it is damaged, mixed or of a newer format
     */
    public static LrmfAlignerModel load(String path) {
        return read().load(path);
    }

    /**
     * {@return this model, with the vectors of another column to map}
     *
     * @param value name of the column
     */
    public LrmfAlignerModel setFeaturesCol(String value) {
        set(featuresCol(), value);
        return this;
    }

    /**
     * {@return this model, with another column for the images}
     *
     * @param value name of a new column, or that of {@code featuresCol}, whose vectors are then replaced
     */
    public LrmfAlignerModel setOutputCol(String value) {
        set(outputCol(), value);
        return this;
    }

    /**
     * {@return this model, with images at length one, or as T makes them unless set} Commands go by their configuration instead.
     *
     * @param value whether each image y is y / ‖y‖; zero stays zero
     */
    public LrmfAlignerModel setNormalise(boolean value) {
        set(normalise(), value);
        return this;
    }

    private boolean isInverse() {
        return getOrDefault(direction()).equals(INVERSE);
    }

    /** T, whose numbers are the first of the parameters, or its inverse. Executors get these numbers alone. */
    private RowMapper.Maker map() {
        Bijector transform = spec.rawTransform();
        return new RowMapper.Maker(
                isInverse() ? Inverse.of(transform) : transform,
                Arrays.copyOf(parameters, transform.parameterSpec().size()),
                isSet(normalise()) && getOrDefault(normalise()));
    }
}
