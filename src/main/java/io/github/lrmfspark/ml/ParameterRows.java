package io.github.lrmfspark.ml;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.storage.FloatBytes;
import io.github.lrmfspark.storage.StrictJson;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32C;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Trained numbers as rows of a file: the format, a spec as JSON, the numbers as {@link FloatBytes}, and the CRC-32C of all that
 * and of the metadata beside the file. Format 1 has no column of that name, and its checksum is of spec and numbers alone. Later
 * formats keep these columns, so that each can tell which one it is.
 */
final class ParameterRows {
    static final StructType SCHEMA = new StructType()
            .add("format", DataTypes.IntegerType)
            .add("spec", DataTypes.StringType)
            .add("parameters", DataTypes.BinaryType)
            .add("checksum", DataTypes.LongType);

    static final int FORMAT = 2;
    static final int FORMAT_WITHOUT_METADATA = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ParameterRows() {}

    /**
     * What a row holds.
     *
     * @param format that it was written in
     * @param spec what the numbers are of
     * @param parameters [P]
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    record Trained<S>(int format, S spec, float[] parameters) {}

    /** A row as it is stored. */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    record Stored(int format, String spec, byte[] parameters, long checksum) {
        static Stored of(Group row) {
            return new Stored(
                    row.getType().containsField("format") ? row.getInteger("format", 0) : FORMAT_WITHOUT_METADATA,
                    row.getString("spec", 0),
                    row.getBinary("parameters", 0).getBytes(),
                    row.getLong("checksum", 0));
        }
    }

    /** The columns of a file of that schema that are read. */
    static MessageType columns(MessageType found) {
        List<Type> columns = new ArrayList<>();
        if (found.containsField("format")) {
            columns.add(column(found, "format", PrimitiveTypeName.INT32));
        }
        columns.add(column(found, "spec", PrimitiveTypeName.BINARY));
        columns.add(column(found, "parameters", PrimitiveTypeName.BINARY));
        columns.add(column(found, "checksum", PrimitiveTypeName.INT64));
        return new MessageType(found.getName(), columns);
    }

    private static Type column(MessageType found, String name, PrimitiveTypeName type) {
        if (!found.containsField(name)) {
            throw new DamagedModelException("Expected a column '" + name + "' of trained numbers; found "
                    + found.getFields().stream().map(Type::getName).limit(8).toList());
        }
        Type column = found.getType(name);
        if (!column.isPrimitive()
                || column.isRepetition(Type.Repetition.REPEATED)
                || column.asPrimitiveType().getPrimitiveTypeName() != type) {
            throw new DamagedModelException(
                    "Expected a column '" + name + "' of the type " + type + "; found " + column);
        }
        return column;
    }

    /**
     * A row of numbers.
     *
     * @param metadata what lies beside the file and goes with it; empty if nothing does
     */
    static Row of(String metadata, Object spec, float[] parameters) {
        try {
            String json = JSON.writeValueAsString(spec);
            byte[] bytes = FloatBytes.of(parameters);
            return RowFactory.create(FORMAT, json, bytes, checksum(FORMAT, metadata, json, bytes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a spec as JSON", e);
        }
    }

    /**
     * What a stored row holds.
     *
     * @param metadata as it was when the row was written
     * @param count how many numbers there are by a spec
     * @throws DamagedModelException if the row is of a newer format, its checksum does not fit, the spec is another one, or the numbers
     *     are not as many or not finite
     */
    static <S> Trained<S> read(Stored row, String metadata, Class<S> type, ToLongFunction<S> count) {
        if (row.format() < FORMAT_WITHOUT_METADATA || row.format() > FORMAT) {
            throw new DamagedModelException("Expected format " + FORMAT + " or older; found format " + row.format()
                    + ", which a newer version writes");
        }
        if (row.checksum() != checksum(row.format(), metadata, row.spec(), row.parameters())) {
            throw new DamagedModelException("its checksum does not fit its content");
        }
        S spec = spec(row.spec(), type);
        requireCount(row.parameters().length, count.applyAsLong(spec));
        return new Trained<>(row.format(), spec, finite(FloatBytes.read(row.parameters())));
    }

    private static <S> S spec(String json, Class<S> type) {
        try {
            return StrictJson.read(json.getBytes(UTF_8), type);
        } catch (IllegalArgumentException e) {
            throw new DamagedModelException("its spec cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requireCount(int bytes, long count) {
        if (bytes != Float.BYTES * count) {
            throw new DamagedModelException("Expected " + count + " trained numbers by its spec; found " + bytes
                    + " bytes, which are " + bytes / Float.BYTES);
        }
    }

    private static float[] finite(float[] parameters) {
        int place = FloatBytes.firstNotFinite(parameters);
        if (place >= 0) {
            throw new DamagedModelException(
                    "Expected finite trained numbers; found " + parameters[place] + " at place " + place);
        }
        return parameters;
    }

    private static long checksum(int format, String metadata, String spec, byte[] parameters) {
        CRC32C checksum = new CRC32C();
        if (format == FORMAT_WITHOUT_METADATA) {
            checksum.update(spec.getBytes(UTF_8));
            checksum.update(parameters);
            return checksum.getValue();
        }
        checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, format));
        for (byte[] part : List.of(metadata.getBytes(UTF_8), spec.getBytes(UTF_8), parameters)) {
            checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
            checksum.update(part);
        }
        return checksum.getValue();
    }
}
