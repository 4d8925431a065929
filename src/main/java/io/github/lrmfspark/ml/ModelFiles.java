package io.github.lrmfspark.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.data.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * A model on disk, as Spark ML lays models out: {@code metadata/} with the params, {@code data/} with one Parquet row of the
 * spec as JSON, the parameters as little-endian float32, and the CRC-32C of both.
 */
final class ModelFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StructType SCHEMA = new StructType()
            .add("spec", DataTypes.StringType)
            .add("parameters", DataTypes.BinaryType)
            .add("checksum", DataTypes.LongType);

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
            String spec = json(model.spec());
            byte[] parameters = bytes(model.parameters());
            Row row = RowFactory.create(spec, parameters, checksum(spec, parameters));
            sparkSession()
                    .createDataFrame(List.of(row), SCHEMA)
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
                Row row = sparkSession()
                        .read()
                        .schema(SCHEMA)
                        .parquet(path + "/data")
                        .first();
                String spec = row.getString(0);
                byte[] parameters = row.getAs(1);
                if (row.getLong(2) != checksum(spec, parameters)) {
                    throw new IllegalStateException("its checksum does not fit its content");
                }
                LrmfAlignerModel model = new LrmfAlignerModel(
                        metadata.uid(), JSON.readValue(spec, AlignerSpec.class), floats(parameters), null);
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

    private static String json(AlignerSpec spec) {
        try {
            return JSON.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a spec as JSON", e);
        }
    }

    private static byte[] bytes(float[] parameters) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(parameters.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(parameters);
        return buffer.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] parameters = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(parameters);
        return parameters;
    }

    private static long checksum(String spec, byte[] parameters) {
        CRC32C checksum = new CRC32C();
        checksum.update(spec.getBytes(StandardCharsets.UTF_8));
        checksum.update(parameters);
        return checksum.getValue();
    }
}
