package io.github.lrmfspark.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Trained numbers as rows of a file: a spec as JSON, the numbers as little-endian float32, and the CRC-32C of both. */
final class ParameterRows {
    static final StructType SCHEMA = new StructType()
            .add("spec", DataTypes.StringType)
            .add("parameters", DataTypes.BinaryType)
            .add("checksum", DataTypes.LongType);

    private static final ObjectMapper JSON = new ObjectMapper();

    private ParameterRows() {}

    /**
     * What a row holds.
     *
     * @param spec what the numbers are of
     * @param parameters [P]
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    record Trained<S>(S spec, float[] parameters) {}

    static Row of(Object spec, float[] parameters) {
        try {
            String json = JSON.writeValueAsString(spec);
            byte[] bytes = bytes(parameters);
            return RowFactory.create(json, bytes, checksum(json, bytes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a spec as JSON", e);
        }
    }

    /** @throws IllegalStateException if the checksum does not fit or the spec is another one */
    static <S> Trained<S> read(Row row, Class<S> type) {
        String spec = row.getString(0);
        byte[] parameters = row.getAs(1);
        if (row.getLong(2) != checksum(spec, parameters)) {
            throw new IllegalStateException("its checksum does not fit its content");
        }
        try {
            return new Trained<>(JSON.readValue(spec, type), floats(parameters));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("its spec is of another version", e);
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
