package io.github.lrmfspark.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lrmfspark.CraftedText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The newest of two checkpoints is not as it was written: it is named, and the one before it is used. */
class CraftedCheckpointsTest extends CheckpointFixture {
    private static final JsonNode FIT = fit(Map.of("steps", 2000));
    private static final int MAGIC = 0x4c524d46;
    private static final String HEADER = "{\"fit\":{\"training\":{\"steps\":2000}},\"step\":60,\"droppedRounds\":1,"
            + "\"droppedInARow\":0,\"seconds\":2.5,\"parameters\":3,\"updaterState\":6,"
            + "\"history\":[{\"step\":0,\"terms\":{\"total\":2.0}}]}";
    private static final float[] NUMBERS = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    private static final String NEWEST = "training.0000000060.checkpoint";

    @TempDir
    private static Path whole;

    @BeforeAll
    static void keepTwo() throws IOException {
        Checkpoints checkpoints = open(new Configuration(), whole.toString(), false, FIT, notice -> {});
        checkpoints.latest("training", state -> true);
        checkpoints.reached("training", 3, false, () -> state(30));
        checkpoints.reached("training", 6, false, () -> state(60));
        Files.setLastModifiedTime(whole.resolve(NEWEST), FileTime.fromMillis(System.currentTimeMillis() + 60_000));
    }

    @BeforeEach
    void copy() throws IOException {
        FileUtils.copyDirectory(whole.toFile(), folder.toFile());
    }

    private static TrainingState state(int step) {
        return state(step, Arrays.copyOf(NUMBERS, 3), Arrays.copyOfRange(NUMBERS, 3, 9), point(0, 2));
    }

    private Checkpoints open(boolean resume) {
        return open(new Configuration(), folder.toString(), resume, FIT, notices::add);
    }

    private Optional<TrainingState> latest() {
        return open(true)
                .latest("training", state -> state.parameters().length == 3 && state.updaterState().length == 6);
    }

    private void overwrite(byte[] bytes) throws IOException {
        Files.deleteIfExists(folder.resolve("." + NEWEST + ".crc"));
        put(bytes);
    }

    private void put(byte[] bytes) throws IOException {
        FileTime time = Files.getLastModifiedTime(folder.resolve(NEWEST));
        Files.write(folder.resolve(NEWEST), bytes);
        Files.setLastModifiedTime(folder.resolve(NEWEST), time);
    }

    private void assertFound(int step) {
        assertFound(step, "the latest");
    }

    private void assertFound(int step, String description) {
        assertThat(latest())
                .as(description)
                .hasValueSatisfying(
                        state -> assertThat(state).usingRecursiveComparison().isEqualTo(state(step)));
    }

    /** A file whose checksum is right. */
    private static byte[] file(int magic, int headerLength, String header, float[] numbers, int trailing) {
        byte[] json = header.getBytes(UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(
                Integer.BYTES + Integer.BYTES + json.length + Float.BYTES * numbers.length + trailing);
        buffer.putInt(magic).putInt(headerLength).put(json);
        buffer.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
        CRC32C sum = new CRC32C();
        sum.update(buffer.array());
        return ByteBuffer.allocate(buffer.capacity() + Long.BYTES)
                .put(buffer.array())
                .putLong(sum.getValue())
                .array();
    }

    private static byte[] file(String header, float... numbers) {
        return file(MAGIC, header.getBytes(UTF_8).length, header, numbers, 0);
    }

    private static Arguments header(String name, UnaryOperator<String> change) {
        return Arguments.of(name, file(change.apply(HEADER), NUMBERS));
    }

    private static Arguments changed(String name, String text, String other) {
        return header(name, header -> CraftedText.replace(header, text, other));
    }

    private static Arguments length(String name, int length) {
        return Arguments.of(name, file(MAGIC, length, HEADER, NUMBERS, 0));
    }

    private static float[] with(int place, float value) {
        float[] numbers = NUMBERS.clone();
        numbers[place] = value;
        return numbers;
    }

    private static Stream<Arguments> files() {
        return Stream.of(
                length("a header of no bytes", 0),
                length("a header of fewer bytes than none", -1),
                length("a header of the fewest bytes", Integer.MIN_VALUE),
                length("a header of very many bytes", Integer.MAX_VALUE),
                length("a header as long as the file", HEADER.length() + 36),
                length("a header that is cut", HEADER.length() - 4),
                Arguments.of("another magic", file(MAGIC + 1, HEADER.length(), HEADER, NUMBERS, 0)),
                Arguments.of("bytes after its end", file(MAGIC, HEADER.length(), HEADER, NUMBERS, 4)),
                Arguments.of("a number fewer", file(HEADER, Arrays.copyOf(NUMBERS, 8))),
                Arguments.of("no bytes", new byte[0]),
                Arguments.of("seven bytes", new byte[7]),
                Arguments.of("a checksum of nothing", new byte[8]),
                Arguments.of("zeros", new byte[100_000]),
                Arguments.of("a parameter that is NaN", file(HEADER, with(1, Float.NaN))),
                Arguments.of("an infinite moment", file(HEADER, with(7, Float.POSITIVE_INFINITY))));
    }

    private static Stream<Arguments> counts() {
        return Stream.of(
                changed("fewer parameters than none", "\"parameters\":3", "\"parameters\":-1"),
                changed("very many parameters", "\"parameters\":3", "\"parameters\":2147483647"),
                changed(
                        "parameters and moments that are many together",
                        "3,\"updaterState\":6",
                        "2147483647,\"updaterState\":2147483647"),
                changed(
                        "parameters that are -1 as an int",
                        "3,\"updaterState\":6",
                        "1073741833,\"updaterState\":1073741824"),
                changed("parameters beyond an int", "\"parameters\":3", "\"parameters\":4294967299"),
                changed("parameters as text", "\"parameters\":3", "\"parameters\":\"3\""),
                changed("parameters taken from the moments", "3,\"updaterState\":6", "4,\"updaterState\":5"),
                changed("no moments", "3,\"updaterState\":6", "9,\"updaterState\":0"),
                changed("steps below 0", "\"step\":60", "\"step\":-60"),
                changed("no steps", "\"step\":60", "\"step\":0"),
                changed("steps that are missing", "\"step\":60,", ""),
                changed("steps with a fraction", "\"step\":60", "\"step\":60.5"),
                changed("steps that are null", "\"step\":60", "\"step\":null"),
                changed("dropped rounds below 0", "\"droppedRounds\":1", "\"droppedRounds\":-1"),
                changed("more dropped in a row than at all", "\"droppedInARow\":0", "\"droppedInARow\":2"),
                changed("fewer dropped in a row than none", "\"droppedInARow\":0", "\"droppedInARow\":-2147483648"),
                changed("seconds below 0", "2.5", "-2.5"),
                changed("seconds that are no number", "2.5", "\"NaN\""));
    }

    private static Stream<Arguments> headers() {
        return Stream.of(
                changed("a history of nothing", "[{\"step\":0,\"terms\":{\"total\":2.0}}]", "[]"),
                changed("a history that is null", "[{\"step\":0,\"terms\":{\"total\":2.0}}]", "null"),
                changed("a history with a point that is null", "[{\"step\":0,\"terms\":{\"total\":2.0}}]", "[null]"),
                changed("a history without terms", "{\"total\":2.0}", "{}"),
                changed("a history with a term that is null", "2.0", "null"),
                changed("a history that begins below 0", "\"step\":0", "\"step\":-1"),
                changed("an unknown field", "\"step\":60", "\"step\":60,\"colour\":1"),
                changed("a field twice", "\"step\":60", "\"step\":61,\"step\":60"),
                changed("no fit", "{\"training\":{\"steps\":2000}}", "null"),
                changed("a fit that is missing", "\"fit\":{\"training\":{\"steps\":2000}},", ""),
                changed("a fit a hundred thousand deep", "{\"training\":{\"steps\":2000}}", CraftedText.DEEP),
                header("a header a hundred thousand deep", header -> CraftedText.DEEP),
                header("text after the header", header -> header + "{}"),
                header("a header that is null", header -> "null"),
                header("a header that is a list", header -> "[]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"files", "counts", "headers"})
    void isPassedOverThoughItsChecksumIsRight(String name, byte[] bytes) throws IOException {
        overwrite(bytes);

        assertFound(30);
        assertThat(notices).anyMatch(line -> line.contains(NEWEST + "' is damaged"));
    }

    @Test
    void isUsedWhereItIsAsItWasWritten() throws IOException {
        overwrite(file(HEADER, NUMBERS));
        assertFound(60);
    }

    @Test
    void isPassedOverWhereHadoopsOwnChecksumIsAnother() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(NEWEST));
        bytes[bytes.length / 2] ^= 1;
        put(bytes);
        assertFound(30);
    }

    @Test
    void aDirectoryOfSuchANameIsNone() throws IOException {
        Files.createDirectory(folder.resolve("training.0000000090.checkpoint"));
        assertFound(60);
    }

    @Test
    void noFlippedBitAndNoCutIsTakenForWhatWasWritten() throws IOException {
        damage(40);
    }

    private void damage(int count) throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve(NEWEST));
        Random random = new Random(24);
        for (int i = 0; i < count; i++) {
            byte[] damaged = i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (i % 3 != 0) {
                damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            }
            overwrite(damaged);
            assertFound(30, "damage " + i);
        }
    }

    @Test
    @Tag("long")
    void norIsAnyOfMany() throws IOException {
        damage(300);
    }
}
