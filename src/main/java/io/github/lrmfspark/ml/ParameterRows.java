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
 * Trained numbers as rows of a Parquet file. A row has these columns, in this order:
 *
 * <pre>
 *   format      int      {@value #FORMAT}
 *   spec        string   a record as JSON: what the numbers are of
 *   parameters  binary   [P], each float32 little-endian ({@link FloatBytes}), 4 P bytes
 *   checksum    bigint   CRC-32C, from 0 to 2³² − 1
 * </pre>
 *
 * <p>The checksum is of these bytes, one after another. Every length and the format are 4 bytes, big-endian; texts are
 * UTF-8.
 *
 * <pre>
 *   format, length of metadata, metadata, length of spec, spec, length of parameters, parameters
 * </pre>
 *
 * <p>The metadata is a text beside the file, such as the params of a model. In the checksum it cannot be exchanged for
 * that of another model. The lengths keep a byte from passing from one text to the next unseen.
 *
 * <p>Formats 1 and 2 are read, format 2 is written. Format 1 has no column {@code format}, and its checksum is of spec
 * and parameters alone, without lengths. Later formats keep these columns, so that each can tell which one it is. More
 * columns than these are passed over.
 *
 * <p>CRC-32C finds damage; it is no signature.
 */
final class ParameterRows {
    /** The columns as they are written. */
    static final StructType SCHEMA = new StructType()
            .add("format", DataTypes.IntegerType)
            .add("spec", DataTypes.StringType)
            .add("parameters", DataTypes.BinaryType)
            .add("checksum", DataTypes.LongType);

    /** The format that is written, and the newest that is read. */
    static final int FORMAT = 2;
    /** The oldest format that is read. Its checksum leaves the metadata out, so that a reader has to compare it. */
    static final int FORMAT_WITHOUT_METADATA = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ParameterRows() {}

    /**
     * What a row holds, after all checks.
     *
     * @param <S> the spec's type
     * @param format that it was written in
     * @param spec what the numbers are of
     * @param parameters [P], all finite
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    record Trained<S>(int format, S spec, float[] parameters) {}

    /**
     * A row as it is stored, before any check of its values.
     *
     * @param format of the row; 1 where there is no such column
     * @param spec as JSON
     * @param parameters [4 P] bytes, if they are whole
     * @param checksum as the row says
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    record Stored(int format, String spec, byte[] parameters, long checksum) {
        /** {@return a row as Parquet reads it, with the columns of {@link ParameterRows#columns}} */
        static Stored of(Group row) {
            return new Stored(
                    row.getType().containsField("format") ? row.getInteger("format", 0) : FORMAT_WITHOUT_METADATA,
                    row.getString("spec", 0),
                    row.getBinary("parameters", 0).getBytes(),
                    row.getLong("checksum", 0));
        }
    }

    /**
     * The columns of a file that are read.
     *
     * @param found the schema of the file
     * @return those of {@link #SCHEMA}; {@code format} only where the file has it
     * @throws DamagedModelException if one is missing, repeated or of another type
     */
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

    /** One column, which has to be a primitive of that type. */
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
     * A row of numbers, in the format that is written.
     *
     * @param metadata what lies beside the file and goes with it; empty if nothing does
     * @param spec what the numbers are of: a record that Jackson writes field by field
     * @param parameters [P]; copied
     * @return a row of {@link #SCHEMA}
     * @throws ArithmeticException if 4 P bytes are more than an array holds
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
     * What a stored row holds, checked in the order of the errors below.
     *
     * @param <S> the spec's type
     * @param row as it is stored
     * @param metadata as it was when the row was written
     * @param type of the spec
     * @param count P, how many numbers there are by a spec
     * @return the row's content
     * @throws DamagedModelException if the row is of a newer format, its checksum does not fit, its spec is no JSON of
     *     the type or is refused by it, or the numbers are not P or not all finite
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

    /** A spec by {@link StrictJson}: an unknown, doubled or missing field is refused. */
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

    /** The CRC-32C by the layout of a format, see above. */
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
