package io.github.lrmfspark.ml;

import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import scala.Option;

/**
 * A model on disk, as Spark ML lays models out: {@code metadata/} with the params, {@code data/} with one Parquet row of the
 * spec, the parameters and the checksum of both and of the metadata, see {@link ParameterRows}.
 */
final class ModelFiles {
    private static final String METADATA = "metadata";
    private static final String DATA = "data";

    private ModelFiles() {}

    /** Saves a model. */
    static final class Writer extends MLWriter {
        private final LrmfAlignerModel model;

        Writer(LrmfAlignerModel model) {
            this.model = model;
        }

        @Override
        public void saveImpl(String path) {
            String metadata = DefaultParamsWriter.getMetadataToSave(model, sc(), Option.empty(), Option.empty());
            JavaSparkContext.fromSparkContext(sc())
                    .parallelize(List.of(metadata), 1)
                    .saveAsTextFile(new Path(path, METADATA).toString());
            sparkSession()
                    .createDataFrame(
                            List.of(ParameterRows.of(metadata, model.spec(), model.parameters())), ParameterRows.SCHEMA)
                    .coalesce(1)
                    .write()
                    .parquet(new Path(path, DATA).toString());
        }
    }

    /** Loads a model, or says that it is damaged. */
    static final class Reader extends MLReader<LrmfAlignerModel> {
        @Override
        public LrmfAlignerModel load(String path) {
            try {
                return read(new Path(path));
            } catch (DamagedModelException | IllegalArgumentException e) { // the latter of what is no path
                throw new InvalidInputException(
                        "Expected a saved model at '" + path + "'; found none that can be read: " + e.getMessage()
                                + ". Train it again, or copy it again as a whole",
                        e);
            }
        }

        private LrmfAlignerModel read(Path path) {
            SavedFiles files = new SavedFiles(sc().hadoopConfiguration());
            requireOneModel(files, path);
            ModelMetadata metadata = ModelMetadata.of(files.text(files.onlyFile(new Path(path, METADATA))));
            ParameterRows.Trained<AlignerSpec> trained = ParameterRows.read(
                    onlyRow(files.rows(files.onlyFile(new Path(path, DATA)))),
                    metadata.text(),
                    AlignerSpec.class,
                    AlignerSpec::parameters);
            LrmfAlignerModel model = new LrmfAlignerModel(metadata.uid(), trained.spec(), trained.parameters(), null);
            metadata.setOn(model);
            if (trained.format() == ParameterRows.FORMAT_WITHOUT_METADATA) {
                requireOwnParams(model);
            }
            return model;
        }

        private static ParameterRows.Stored onlyRow(List<ParameterRows.Stored> rows) {
            if (rows.size() != 1) {
                throw new DamagedModelException("Expected one row in '" + DATA + "'; found " + rows.size());
            }
            return rows.get(0);
        }

        private static void requireOneModel(SavedFiles files, Path path) {
            List<String> directories = files.entries(path).stream()
                    .filter(FileStatus::isDirectory)
                    .map(entry -> entry.getPath().getName())
                    .toList();
            if (!directories.containsAll(List.of(METADATA, DATA))) {
                throw new DamagedModelException("it has no directories '" + METADATA + "' and '" + DATA + "'");
            }
            for (String name : directories) {
                if (!name.equals(METADATA)
                        && !name.equals(DATA)
                        && files.entries(new Path(path, name)).stream()
                                .anyMatch(entry -> entry.getPath().getName().equals(METADATA))) {
                    throw new DamagedModelException("it holds another model in '" + name + "'");
                }
            }
        }

        /** Where no checksum binds the params to the numbers, the params that made the spec have to be those that made it. */
        private static void requireOwnParams(LrmfAlignerModel model) {
            AlignerSpec spec = model.spec();
            String image = spec.flow().image() == null
                    ? Keys.NO_IMAGE
                    : spec.flow().image().toString();
            requireOwn(model, model.param(Keys.FLOW_KIND), spec.flow().kind().label());
            requireOwn(model, model.param(Keys.FLOW_IMAGE), image);
            requireOwn(model, model.param(Keys.FLOW_COUPLINGS), spec.flow().couplings());
            requireOwn(model, model.param(Keys.FLOW_HIDDEN), spec.flow().hidden());
            requireOwn(model, model.param(Keys.FLOW_HIDDEN_LAYERS), spec.flow().hiddenLayers());
            requireOwn(model, model.param(Keys.TRAINING_SEED), spec.seed());
        }

        private static void requireOwn(LrmfAlignerModel model, Param<?> param, Object trained) {
            if (model.isSet(param) && !trained.equals(model.getOrDefault(param))) {
                throw new DamagedModelException("its metadata is of another model: '" + param.name() + "' is "
                        + model.getOrDefault(param) + " there and was " + trained + " when it was trained");
            }
        }
    }
}
