package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.InvalidInputException;
import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import scala.Option;

/**
 * A model on disk, as Spark ML lays models out: {@code metadata/} with the params, {@code data/} with one Parquet row of the
 * spec and the parameters, see {@link ParameterRows}.
 */
final class ModelFiles {
    private ModelFiles() {}

    /** Saves a model. */
    static final class Writer extends MLWriter {
        private final LrmfAlignerModel model;

        Writer(LrmfAlignerModel model) {
            this.model = model;
        }

        @Override
        public void saveImpl(String path) {
            DefaultParamsWriter.saveMetadata(model, path, sc(), Option.empty(), Option.empty());
            sparkSession()
                    .createDataFrame(List.of(ParameterRows.of(model.spec(), model.parameters())), ParameterRows.SCHEMA)
                    .coalesce(1)
                    .write()
                    .parquet(path + "/data");
        }
    }

    /** Loads a model, or says that it is damaged. */
    static final class Reader extends MLReader<LrmfAlignerModel> {
        @Override
        public LrmfAlignerModel load(String path) {
            try {
                DefaultParamsReader.Metadata metadata =
                        DefaultParamsReader$.MODULE$.loadMetadata(path, sc(), LrmfAlignerModel.class.getName());
                ParameterRows.Trained<AlignerSpec> trained = ParameterRows.read(
                        sparkSession()
                                .read()
                                .schema(ParameterRows.SCHEMA)
                                .parquet(path + "/data")
                                .first(),
                        AlignerSpec.class);
                LrmfAlignerModel model =
                        new LrmfAlignerModel(metadata.uid(), trained.spec(), trained.parameters(), null);
                metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
                return model;
            } catch (Exception e) { // whatever Spark, Hadoop, Parquet or JSON throws at damaged files, checked or not
                throw new InvalidInputException(
                        "Expected a saved model at '" + path + "'; found none that can be read: " + e.getMessage()
                                + ". Train it again, or copy it again as a whole",
                        e);
            }
        }
    }
}
