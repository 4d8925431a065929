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
 * The invertible map T that an {@link LrmfAligner} learnt, on raw vectors.
 *
 * <p>{@link #transform} adds the mapped vectors as {@code outputCol}, of the type of {@code featuresCol}, and leaves every
 * other column, the rows and their order as they are. It is lazy, streams through each partition in batches, and sends T to
 * each executor once. A null vector stays null. Where {@code domainCol} is set, rows that are not of the source keep their
 * vectors.
 */
public final class LrmfAlignerModel extends Model<LrmfAlignerModel> implements LrmfAlignerParams, MLWritable {
    private static final String FORWARD = "forward";
    private static final String INVERSE = "inverse";

    private final String uid;
    private final AlignerSpec spec;
    private final float[] parameters;
    private final transient @Nullable LrmfAlignerSummary summary;

    /** Takes the array as it is. */
    LrmfAlignerModel(String uid, AlignerSpec spec, float[] parameters, @Nullable LrmfAlignerSummary summary) {
        this.uid = uid;
        this.spec = spec;
        this.parameters = parameters;
        this.summary = summary;
        Stages.setDefaults(this);
        setDefault(direction(), FORWARD);
    }

    /** Which way it maps. */
    public Param<String> direction() {
        return new Param<>(
                this,
                "direction",
                "forward from the source to the target, or inverse",
                ParamValidators.inArray(List.of(FORWARD, INVERSE)));
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Param<?>[] params() {
        return SettingParams.all(this, super.params());
    }

    /** What is known of the model but its numbers. */
    public AlignerSpec spec() {
        return spec;
    }

    /** The trained numbers of T and, after them, of p: [P], a copy. */
    public float[] parameters() {
        return parameters.clone();
    }

    /** D. */
    public int dimension() {
        return spec.dimension();
    }

    /** Whether there is a summary: right after fitting, but not once saved and loaded. */
    public boolean hasSummary() {
        return summary != null;
    }

    /**
     * How the model came about.
     *
     * @throws IllegalStateException if it was loaded
     */
    public LrmfAlignerSummary summary() {
        if (summary == null) {
            throw new IllegalStateException("Expected a model that was just fitted; found one without a summary");
        }
        return summary;
    }

    /** The same map the other way, from the target to the source, with the same columns. */
    public LrmfAlignerModel inverse() {
        LrmfAlignerModel inverse = copy(ParamMap.empty());
        inverse.set(direction(), isInverse() ? FORWARD : INVERSE);
        return inverse;
    }

    /**
     * Refuses a set whose vectors are of another length than the model's.
     *
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

    @Override
    public StructType transformSchema(StructType schema) {
        return Stages.transformSchema(this, schema);
    }

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
     * Maps the vectors in {@code featuresCol} of a set into files of a new directory, and leaves every other column byte for byte
     * as it is.
     *
     * @param invalid what becomes of rows without a vector of finite values
     * @return rows written
     * @throws IOException if they cannot be written; what was written is removed
     */
    public long map(ParquetSource source, InvalidRows invalid, String directory) throws IOException {
        return new MappedFiles(source, getOrDefault(featuresCol()), invalid).write(directory, map());
    }

    /**
     * Rows that were mapped.
     *
     * @param rows T(a), or T⁻¹(b) for the inverse, [N, D]
     * @param logDet log|det| of the Jacobian in every row, in the direction that was mapped, [N]; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Mapped(PackedRows rows, double[] logDet) {}

    /** Maps rows in this JVM. */
    public PackedRows map(PackedRows rows) {
        return mapWithLogDet(rows).rows();
    }

    /** Maps rows in this JVM, and says how much the map stretches space at each. */
    public Mapped mapWithLogDet(PackedRows rows) {
        RowMapper mapper = map().open();
        PackedRows.Builder mapped = new PackedRows.Builder(dimension());
        double[] logDet = new double[rows.rows()];
        int most = mapper.batchSize();
        float[] batch = new float[most * dimension()];
        for (int from = 0; from < rows.rows(); from += most) {
            int count = Math.min(most, rows.rows() - from);
            for (int i = 0; i < count; i++) {
                rows.copyRow(from + i, batch, i * dimension());
            }
            mapper.map(batch, count);
            for (int i = 0; i < count; i++) {
                mapped.add(batch, i * dimension());
                logDet[from + i] = mapper.logDet(i);
            }
        }
        return new Mapped(mapped.build(), logDet);
    }

    @Override
    public LrmfAlignerModel copy(ParamMap extra) {
        LrmfAlignerModel copy = new LrmfAlignerModel(uid, spec, parameters, summary);
        return copyValues(copy, extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return new ModelFiles.Writer(this);
    }

    /** Reads a model that was saved. */
    public static MLReader<LrmfAlignerModel> read() {
        return new ModelFiles.Reader();
    }

    /**
     * Reads the model saved at a path.
     *
     * @throws InvalidInputException if there is none, or it is damaged
     */
    public static LrmfAlignerModel load(String path) {
        return read().load(path);
    }

    public LrmfAlignerModel setFeaturesCol(String value) {
        set(featuresCol(), value);
        return this;
    }

    public LrmfAlignerModel setOutputCol(String value) {
        set(outputCol(), value);
        return this;
    }

    private boolean isInverse() {
        return getOrDefault(direction()).equals(INVERSE);
    }

    /** T, whose numbers are the first of the parameters, or its inverse. */
    private RowMapper.Maker map() {
        Bijector transform = spec.rawTransform();
        return new RowMapper.Maker(
                isInverse() ? Inverse.of(transform) : transform,
                Arrays.copyOf(parameters, transform.parameterSpec().size()));
    }
}
