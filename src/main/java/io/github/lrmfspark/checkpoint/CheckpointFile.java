package io.github.lrmfspark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.storage.FloatBytes;
import io.github.lrmfspark.storage.StrictJson;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.fs.ChecksumException;

/**
 * One checkpoint as bytes: a magic number, the length of a header, the header as JSON, the parameters and the updater's state
 * as {@link FloatBytes}, and the CRC-32C of all that.
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
            List<HistoryPoint> history) {

        Header {
            require(fit.isObject(), "it does not say what fit it is of");
            require(
                    step > 0 && droppedRounds >= droppedInARow && droppedInARow >= 0 && seconds >= 0,
                    "its counts are none");
            require(
                    parameters >= 0
                            && updaterState >= 0
                            && !history.isEmpty()
                            && history.stream().allMatch(Objects::nonNull),
                    "it lacks numbers");
        }

        boolean endsAt(long bytes) {
            return Float.BYTES * ((long) parameters + updaterState) == bytes;
        }

        TrainingState state(float[] numbers, float[] moments) {
            return new TrainingState(step, droppedRounds, droppedInARow, seconds, numbers, moments, history);
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
                state.history()));
        CheckedOutputStream summed = new CheckedOutputStream(new BufferedOutputStream(to, BUFFER), new CRC32C());
        DataOutputStream out = new DataOutputStream(summed);
        out.writeInt(MAGIC);
        out.writeInt(header.length);
        out.write(header);
        FloatBytes.write(state.parameters(), out);
        FloatBytes.write(state.updaterState(), out);
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
            float[] parameters = FloatBytes.read(in, header.parameters());
            float[] updaterState = FloatBytes.read(in, header.updaterState());
            long sum = summed.getChecksum().getValue();
            require(in.readLong() == sum, "its checksum does not fit its content");
            require(
                    FloatBytes.firstNotFinite(parameters) < 0 && FloatBytes.firstNotFinite(updaterState) < 0,
                    "not all of its numbers are finite");
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
}
