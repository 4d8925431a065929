package io.github.lrmfspark.experiment;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.storage.ExceptionMessages;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Reads images and their labels as MNIST keeps them: IDX files of unsigned bytes, as they are or compressed by gzip.
 *
 * <p>An IDX file is a magic number {@code 00 00 TT RR} of type TT and rank RR, then RR sizes of four bytes, high byte first,
 * then the values, row-major. Images have the magic number {@code 00000803} and sizes N, H and W; labels {@code 00000801}
 * and size N.
 *
 * <p>References: LeCun, Cortes, Burges, "The MNIST database of handwritten digits", 1998, section on file formats.
 */
public final class IdxFile {
    private static final int IMAGES = 0x0803;
    private static final int LABELS = 0x0801;
    private static final int GZIP = 0x1f8b;
    private static final float WHITE = 255;

    private final Path path;
    private final DataInputStream in;

    private IdxFile(Path path, InputStream in) {
        this.path = path;
        this.in = new DataInputStream(in);
    }

    @FunctionalInterface
    private interface Content<T> {
        T of(IdxFile file) throws IOException;
    }

    /**
     * The images of a file, [N, H·W]: every image a row, row-major in itself, with 0 … 255 scaled to 0 … 1.
     *
     * @throws InvalidInputException if the file cannot be read, or is not a whole file of images
     */
    public static PackedRows images(Path path) {
        return read(path, IdxFile::images);
    }

    /**
     * The labels of a file, [N], each 0 … 255.
     *
     * @throws InvalidInputException if the file cannot be read, or is not a whole file of labels
     */
    public static int[] labels(Path path) {
        return read(path, IdxFile::labels);
    }

    /**
     * The images of one file with their labels from another.
     *
     * @throws InvalidInputException as the other two, and if one file has more rows than the other
     */
    public static Sample sample(Path images, Path labels) {
        PackedRows rows = images(images);
        int[] ofRows = labels(labels);
        if (ofRows.length != rows.rows()) {
            throw new InvalidInputException("Expected as many labels in " + labels + " as images in " + images
                    + ", which are " + rows.rows() + "; found " + ofRows.length);
        }
        return new Sample(rows, ofRows);
    }

    private static <T> T read(Path path, Content<T> content) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path));
                InputStream plain = compressed(raw) ? new BufferedInputStream(new GZIPInputStream(raw)) : raw) {
            IdxFile file = new IdxFile(path, plain);
            T value = content.of(file);
            file.require(plain.read() < 0, "nothing after the last value", "more");
            return value;
        } catch (EOFException e) {
            throw new InvalidInputException("Expected a whole IDX file in " + path + "; found its end too early", e);
        } catch (IOException e) {
            throw new InvalidInputException("Cannot read " + path + ": " + ExceptionMessages.of(e), e);
        }
    }

    private static boolean compressed(InputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP;
    }

    private PackedRows images() throws IOException {
        magic(IMAGES, "images");
        int count = size("images", 0);
        int height = size("lines of an image", 1);
        int width = size("columns of an image", 1);
        long pixels = (long) height * width;
        require(pixels <= Integer.MAX_VALUE, "images of at most " + Integer.MAX_VALUE + " pixels", pixels);
        PackedRows.Builder rows = new PackedRows.Builder((int) pixels);
        float[] row = new float[(int) pixels];
        for (int i = 0; i < count; i++) {
            byte[] values = values((int) pixels);
            for (int p = 0; p < row.length; p++) {
                row[p] = Byte.toUnsignedInt(values[p]) / WHITE;
            }
            rows.add(row);
        }
        return rows.build();
    }

    private int[] labels() throws IOException {
        magic(LABELS, "labels");
        byte[] values = values(size("labels", 0));
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Byte.toUnsignedInt(values[i]);
        }
        return labels;
    }

    private void magic(int expected, String what) throws IOException {
        int found = in.readInt();
        require(found == expected, "the magic number " + hex(expected) + " of " + what, hex(found));
    }

    private int size(String what, int least) throws IOException {
        int size = in.readInt();
        require(size >= least, "at least " + least + " " + what, size);
        return size;
    }

    private byte[] values(int count) throws IOException {
        byte[] values = in.readNBytes(count);
        if (values.length < count) {
            throw new EOFException();
        }
        return values;
    }

    private void require(boolean holds, String rule, Object found) {
        if (!holds) {
            throw new InvalidInputException("Expected " + rule + " in " + path + "; found " + found);
        }
    }

    private static String hex(int value) {
        return String.format(Locale.ROOT, "%08x", value);
    }
}
