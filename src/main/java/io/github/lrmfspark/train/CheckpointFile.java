package io.github.lrmfspark.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.objective.LossTerms;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * One checkpoint as bytes: a magic number, the length of a header, the header as JSON, the parameters and the updater's state
 * as little-endian float32, and the CRC-32C of all that.
 */
final class CheckpointFile {
    private static final int MAGIC = 0x4c524d46;
    private static final int BUFFER = 1 << 16;
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
            List<Point> history) {}

    private record Point(int step, Map<String, Double> terms) {
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
     * Whether a file is whole.
     *
     * @param length of the file in bytes
     */
    static boolean isWhole(InputStream from, long length) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[BUFFER];
        DataInputStream in = new DataInputStream(from);
        for (long left = length - Long.BYTES; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
            if (read < 0) {
                return false;
            }
            sum.update(buffer, 0, read);
            left -= read;
        }
        return length > Long.BYTES && in.readLong() == sum.getValue();
    }

    /** Reads a file that is whole. */
    static Content read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        if (in.readInt() != MAGIC) {
            throw new IOException("it is not a checkpoint");
        }
        Header header = JSON.readValue(in.readNBytes(in.readInt()), Header.class);
        return new Content(
                header.fit(),
                new TrainingState(
                        header.step(),
                        header.droppedRounds(),
                        header.droppedInARow(),
                        header.seconds(),
                        read(header.parameters(), in),
                        read(header.updaterState(), in),
                        header.history().stream().map(Point::read).toList()));
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
