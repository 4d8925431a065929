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
 * A model on disk, as Spark ML lays models out:
 *
 * <pre>
 *   metadata/part-…   one line of JSON: class, timestamp, sparkVersion, uid, paramMap, defaultParamMap
 *   data/part-…       one Parquet file with one row: format, spec, parameters, checksum
 * </pre>
 *
 * <p>The line is Spark's own, see {@link ModelMetadata}. The row is that of {@link ParameterRows}, whose checksum
 * covers the line too. {@code parameters} are T's numbers and then p's, [P]. {@code spec} is {@link AlignerSpec} as
 * JSON:
 *
 * <pre>
 *   flow        kind, couplings, hidden, hiddenLayers, image: null, or channels, height, width
 *   dimension   D
 *   seed        of the flows' permutations
 *   source      mean [D] and scale [D] of A, doubles
 *   target      mean [D] and scale [D] of B, doubles
 *   constant    coordinates that are not learnt, ascending; left out where there are none
 * </pre>
 *
 * <p>Flows are not saved: they are built again from the spec, and take their numbers from the flat vector in order.
 *
 * <p>Names that begin with a dot or an underscore are passed over, as Spark does. So are files beside the two
 * directories.
 */
final class ModelFiles {
    private static final String METADATA = "metadata";
    private static final String DATA = "data";

    private ModelFiles() {}

    /**
     * Saves a model, by two Spark jobs of one task: the line first, the row second.
     *
     * <p>A save that is cut short leaves a directory that {@link Reader} refuses. {@link MLWriter} itself refuses a
     * path that exists, unless {@code overwrite()} was called, which deletes it first.
     */
    static final class Writer extends MLWriter {
        private final LrmfAlignerModel model;

        /** @param model with the params that are saved; its summary is not */
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

    /**
     * Loads a model, or says why that is none. It reads on the driver, without a Spark job.
     *
     * <p>A model is refused where
     *
     * <ul>
     *   <li>one of the two directories is missing, or holds another number of files than one;
     *   <li>another directory beside them is a model's, as in one that was copied into another;
     *   <li>the line is not what {@link ModelMetadata} reads, or is of another class;
     *   <li>a page of the Parquet file fails its own checksum, a column is missing, or the rows are not one;
     *   <li>the row is refused by {@link ParameterRows}: its format, checksum, spec, count or numbers;
     *   <li>it is of format 1 and its params are not those that made the spec.
     * </ul>
     */
    static final class Reader extends MLReader<LrmfAlignerModel> {
        /**
         * Loads the model at a path.
         *
         * @param path of its directory
         * @return the model, with its uid and params, without a summary
         * @throws InvalidInputException if it is refused; the message names the path, the reason and what to do
         */
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

        /** The row of a file that has one. */
        private static ParameterRows.Stored onlyRow(List<ParameterRows.Stored> rows) {
            if (rows.size() != 1) {
                throw new DamagedModelException("Expected one row in '" + DATA + "'; found " + rows.size());
            }
            return rows.get(0);
        }

        /** Refuses a directory that lacks one of the two, or has another model in it. */
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

        /**
         * Where no checksum binds the params to the numbers, the params that made the spec have to be those that made
         * it.
         */
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

        /** Compares one param, if it was set; a default may have changed since. */
        private static void requireOwn(LrmfAlignerModel model, Param<?> param, Object trained) {
            if (model.isSet(param) && !trained.equals(model.getOrDefault(param))) {
                throw new DamagedModelException("its metadata is of another model: '" + param.name() + "' is "
                        + model.getOrDefault(param) + " there and was " + trained + " when it was trained");
            }
        }
    }
}
