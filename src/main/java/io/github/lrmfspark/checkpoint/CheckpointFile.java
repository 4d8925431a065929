package io.github.lrmfspark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.storage.StrictJson;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.fs.ChecksumException;

/**
 * One checkpoint as bytes: a magic number, the length of a header, the header as JSON, the parameters and the updater's state
 * as little-endian float32, and the CRC-32C of all that.
 */
final class CheckpointFile {
    private static final int MAGIC = 0x4c524d46;
    private static final int BUFFER = 1 << 16;
    private static final int FRAME = Integer.BYTES + Integer.BYTES + Long.BYTES;
    private static final int LONGEST_HEADER = 1 << 24;
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckpointFile() {}

    /**
     * What a file holds.
     *
     * @param fit the spec of the fit that it is of
     * @param state of one of its trainings
     */
    record Content(JsonNode fit, TrainingState state) {}

    private record Header(
            JsonNode fit,
            int step,
            int droppedRounds,
            int droppedInARow,
            double seconds,
            int parameters,
            int updaterState,
            List<Point> history) {

        Header {
            require(fit.isObject(), "it does not say what fit it is of");
            require(
                    step > 0 && droppedRounds >= droppedInARow && droppedInARow >= 0 && seconds >= 0,
                    "its counts are none");
            require(
                    parameters >= 0 && updaterState >= 0 && !history.isEmpty() && !history.contains(null),
                    "it lacks numbers");
        }

        boolean endsAt(long bytes) {
            return Float.BYTES * ((long) parameters + updaterState) == bytes;
        }

        TrainingState state(float[] numbers, float[] moments) {
            return new TrainingState(
                    step,
                    droppedRounds,
                    droppedInARow,
                    seconds,
                    numbers,
                    moments,
                    history.stream().map(Point::read).toList());
        }
    }

    private record Point(int step, Map<String, Double> terms) {
        Point {
            require(step >= 0 && !terms.isEmpty() && !terms.containsValue(null), "its history is none");
        }

        static Point of(HistoryPoint point) {
            return new Point(point.step(), point.terms().values());
        }

        HistoryPoint read() {
            return new HistoryPoint(step, LossTerms.of(terms));
        }
    }

    static void write(Content content, OutputStream to) throws IOException {
        TrainingState state = content.state();
        byte[] header = JSON.writeValueAsBytes(new Header(
                content.fit(),
                state.step(),
                state.droppedRounds(),
                state.droppedInARow(),
                state.seconds(),
                state.parameters().length,
                state.updaterState().length,
                state.history().stream().map(Point::of).toList()));
        CheckedOutputStream summed = new CheckedOutputStream(new BufferedOutputStream(to, BUFFER), new CRC32C());
        DataOutputStream out = new DataOutputStream(summed);
        out.writeInt(MAGIC);
        out.writeInt(header.length);
        out.write(header);
        write(state.parameters(), out);
        write(state.updaterState(), out);
        out.writeLong(summed.getChecksum().getValue());
        out.flush();
    }

    /**
     * Reads a file. Nothing that it says of lengths is believed beyond the length that it has.
     *
     * @param length of the file in bytes
     * @throws DamagedCheckpointException if it is not as it was written
     */
    static Content read(InputStream from, long length) throws IOException {
        CheckedInputStream summed = new CheckedInputStream(new BufferedInputStream(from, BUFFER), new CRC32C());
        DataInputStream in = new DataInputStream(summed);
        try {
            require(length >= FRAME && in.readInt() == MAGIC, "it does not begin as one");
            int headerLength = in.readInt();
            require(
                    headerLength > 0 && headerLength <= Math.min(LONGEST_HEADER, length - FRAME),
                    "its header cannot be of " + headerLength + " bytes");
            Header header = StrictJson.read(in.readNBytes(headerLength), Header.class);
            require(header.endsAt(length - FRAME - headerLength), "its length is another one than its header says");
            float[] parameters = read(header.parameters(), in);
            float[] updaterState = read(header.updaterState(), in);
            long sum = summed.getChecksum().getValue();
            require(in.readLong() == sum, "its checksum does not fit its content");
            require(areFinite(parameters) && areFinite(updaterState), "not all of its numbers are finite");
            return new Content(header.fit(), header.state(parameters, updaterState));
        } catch (IllegalArgumentException | EOFException | ChecksumException e) {
            throw new DamagedCheckpointException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static boolean areFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static void write(float[] values, OutputStream out) throws IOException {
        byte[] bytes = new byte[BUFFER];
        FloatBuffer floats = floats(bytes);
        for (int from = 0, count; from < values.length; from += count) {
            count = Math.min(floats.capacity(), values.length - from);
            floats.clear().put(values, from, count);
            out.write(bytes, 0, count * Float.BYTES);
        }
    }

    private static float[] read(int length, DataInputStream in) throws IOException {
        float[] values = new float[length];
        byte[] bytes = new byte[BUFFER];
        FloatBuffer floats = floats(bytes);
        for (int from = 0, count; from < length; from += count) {
            count = Math.min(floats.capacity(), length - from);
            in.readFully(bytes, 0, count * Float.BYTES);
            floats.clear().get(values, from, count);
        }
        return values;
    }

    private static FloatBuffer floats(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
}
