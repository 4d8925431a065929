package io.github.lrmfspark.ml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A saved file with a bit flipped, bytes overwritten or its end cut off is refused, or is read as what was saved. Hundreds of
 * such files go through the commands in {@code fuzz}.
 */
@SparkTest
class DamagedModelsTest {
    private static final int COUNT = 60;

    private final AlignerSpec spec = new AlignerSpec(
            new FlowOptions(Kind.AFFINE, 2, 4, 1),
            2,
            7,
            new Standardisation(new double[] {0.5, 1.5}, new double[] {1.25, 2.25}),
            new Standardisation(new double[] {0, 1}, new double[] {1, 2}),
            new int[0],
            new byte[0],
            null,
            new byte[0]);
    private final float[] numbers = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    @TempDir
    private Path folder;

    @Test
    void metadata(SparkSession spark) throws IOException {
        model("metadata");
    }

    @Test
    void data(SparkSession spark) throws IOException {
        model("data");
    }

    private void model(String directory) throws IOException {
        Path path = folder.resolve("model");
        new LrmfAlignerModel("aligner", spec, numbers, null).save(path.toString());
        damage(path.resolve(directory), () -> {
            LrmfAlignerModel model = LrmfAlignerModel.load(path.toString());
            return List.of(
                    model.uid(),
                    model.explainParams(),
                    new ObjectMapper().valueToTree(model.spec()),
                    Arrays.toString(model.parameters()));
        });
    }

    @Test
    void privateModels(SparkSession spark) throws IOException {
        Path path = folder.resolve("private");
        PrivateSpec expected = new PrivateSpec(spec, 0, 2, null, 0.25, 0.125, 100, 200, null);
        PrivateModelFiles files = new PrivateModelFiles(spark, path.toString());
        files.write(expected, List.of(numbers, numbers));
        damage(path, () -> files.read(expected).stream().map(Arrays::toString).toList());
    }

    private static void damage(Path directory, Supplier<Object> read) throws IOException {
        Object saved = read.get();
        byte[] whole = Files.readAllBytes(CraftedModels.file(directory));
        Random random = new Random(24);
        int refused = 0;
        for (int i = 0; i < COUNT; i++) {
            CraftedModels.overwrite(directory, damaged(whole, random));
            String outcome;
            try {
                assertThat(read.get()).as("damage %d", i).isEqualTo(saved);
                outcome = "same";
            } catch (InvalidInputException e) {
                outcome = e.getMessage();
                refused++;
            }
            assertThat(outcome).as("damage %d", i).matches("(?s)same|Expected .* found .*");
        }
        assertThat(refused).isGreaterThan(COUNT / 2);
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> {
                return Arrays.copyOf(whole, at);
            }
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            default -> {
                for (int i = at; i < Math.min(bytes.length, at + 4); i++) {
                    bytes[i] = (byte) random.nextInt();
                }
            }
        }
        return bytes;
    }
}
