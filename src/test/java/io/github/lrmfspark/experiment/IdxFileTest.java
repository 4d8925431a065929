package io.github.lrmfspark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFileTest {
    private static final String TWO_IMAGES = "00000803 00000002 00000002 00000003 000102030405 fafbfcfdfeff";
    private static final String TWO_LABELS = "00000801 00000002 07ff";

    @TempDir
    Path folder;

    @Test
    void imagesAreRowsFromZeroToOne() throws IOException {
        PackedRows images = IdxFile.images(file("images", bytes(TWO_IMAGES)));
        assertThat(images.rows()).isEqualTo(2);
        assertThat(images.dimension()).isEqualTo(6);
        for (int pixel = 0; pixel < 6; pixel++) {
            assertThat(images.value(0, pixel)).isEqualTo(pixel / 255f);
            assertThat(images.value(1, pixel)).isEqualTo((250 + pixel) / 255f);
        }
    }

    @Test
    void labelsAreUnsigned() throws IOException {
        assertThat(IdxFile.labels(file("labels", bytes(TWO_LABELS)))).containsExactly(7, 255);
    }

    @Test
    void compressedFilesAreTheSame() throws IOException {
        Sample plain = IdxFile.sample(file("images", bytes(TWO_IMAGES)), file("labels", bytes(TWO_LABELS)));
        Sample compressed =
                IdxFile.sample(file("images.gz", gzip(bytes(TWO_IMAGES))), file("labels.gz", gzip(bytes(TWO_LABELS))));
        assertThat(compressed).isEqualTo(plain);
    }

    @Test
    void noImagesAreNoRows() throws IOException {
        PackedRows none = IdxFile.images(file("none", bytes("00000803 00000000 00000002 00000003")));
        assertThat(none.rows()).isZero();
        assertThat(none.dimension()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    00000801 00000002 0102 | the magic number 00000803 of images in FILE; found 00000801
                    00000d03 00000001 00000001 00000001 00 | the magic number 00000803 of images in FILE; found 00000d03
                    00000803 ffffffff 00000002 00000003 | at least 0 images in FILE; found -1
                    00000803 00000001 00000000 00000003 | at least 1 lines of an image in FILE; found 0
                    00000803 00000001 00000002 00000000 | at least 1 columns of an image in FILE; found 0
                    00000803 00000001 00010000 00010000 | \
                    images of at most 2147483647 pixels in FILE; found 4294967296
                    00000803 00000001 00000001 00000002 0001 02 | nothing after the last value in FILE; found more
                    00000803 00000002 00000001 00000002 0001 02 | a whole IDX file in FILE; found its end too early
                    00000803 00000001 00 | a whole IDX file in FILE; found its end too early
                    """)
    void whatIsNoWholeFileOfImagesIsRefused(String content, String message) throws IOException {
        Path path = file("broken", bytes(content));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> IdxFile.images(path))
                .withMessage("Expected " + message.replace("FILE", path.toString()));
    }

    @Test
    void truncatedFilesAreRefused() throws IOException {
        byte[] compressed = gzip(bytes(TWO_LABELS));
        Path cut = file("cut.gz", Arrays.copyOf(compressed, compressed.length - 10));
        Path empty = file("empty", new byte[0]);
        for (Path path : new Path[] {cut, empty}) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> IdxFile.labels(path))
                    .withMessage("Expected a whole IDX file in " + path + "; found its end too early");
        }
    }

    @Test
    void filesThatCannotBeReadAreRefused() throws IOException {
        byte[] damaged = gzip(bytes(TWO_LABELS));
        damaged[damaged.length - 1] ^= 1;
        for (Path path : new Path[] {file("damaged.gz", damaged), folder.resolve("missing")}) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> IdxFile.labels(path))
                    .withMessageStartingWith("Cannot read " + path + ": ");
        }
    }

    @Test
    void everyImageHasALabel() throws IOException {
        Path images = file("images", bytes(TWO_IMAGES));
        Path labels = file("labels", bytes("00000801 00000003 010203"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> IdxFile.sample(images, labels))
                .withMessage(
                        "Expected as many labels in " + labels + " as images in " + images + ", which are 2; found 3");
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
