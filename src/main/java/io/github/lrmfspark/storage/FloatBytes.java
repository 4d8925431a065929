package io.github.lrmfspark.storage;

import java.io.DataInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Floats as bytes: one after another, each as little-endian IEEE 754 binary32, in whatever file or message they are. */
public final class FloatBytes {
    private static final int BLOCK = 1 << 16;

    private FloatBytes() {}

    /** The bytes [4 N] of the values [N]. */
    public static byte[] of(float[] values) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        view(bytes).put(values);
        return bytes;
    }

    /** The values [N] of bytes [4 N]. */
    public static float[] read(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        view(bytes).get(values);
        return values;
    }

    /** Writes the bytes of the values, a block at a time. */
    public static void write(float[] values, OutputStream out) throws IOException {
        byte[] bytes = new byte[BLOCK];
        FloatBuffer floats = view(bytes);
        for (int from = 0, count; from < values.length; from += count) {
            count = Math.min(floats.capacity(), values.length - from);
            floats.clear().put(values, from, count);
            out.write(bytes, 0, count * Float.BYTES);
        }
    }

    /**
     * Reads values [N], a block at a time.
     *
     * @param length N
     * @throws java.io.EOFException if there are fewer
     */
    public static float[] read(DataInput in, int length) throws IOException {
        float[] values = new float[length];
        byte[] bytes = new byte[BLOCK];
        FloatBuffer floats = view(bytes);
        for (int from = 0, count; from < length; from += count) {
            count = Math.min(floats.capacity(), length - from);
            in.readFully(bytes, 0, count * Float.BYTES);
            floats.clear().get(values, from, count);
        }
        return values;
    }

    /** The place of the first value that is NaN or infinite; −1 if all are finite. */
    public static int firstNotFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }

    private static FloatBuffer view(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
}
