package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final String KINDS = Arrays.stream(FlowOptions.Kind.values())
            .map(FlowOptions.Kind::label)
            .collect(Collectors.joining(" or "));

    @TempDir
    private Path folder;

    @Test
    void defaultsLeaveTheRecipeItsChoices() {
        Settings settings = Configuration.load(null, Map.of());
        assertThat(settings.get(Keys.FLOW_KIND)).isEqualTo("realnvp");
        assertThat(settings.isAuto(Keys.TRAINING_STEPS)).isTrue();
        assertThat(settings.isAuto(Keys.TRAINING_NOISE)).isTrue();
        assertThat(settings.get(Keys.TRAINING_MAX_ROWS)).isEqualTo(1_000_000);
    }

    @Test
    void singleValuesGoBeforeTheFileAndTheFileBeforeDefaults() throws IOException {
        Path file = file("flow { kind = affine, hidden = 32 }\ntraining.learning-rate = 1e-3");
        Settings settings = Configuration.load(file, Map.of("flow.hidden", "64", "training.seed", "-7"));
        assertThat(settings.get(Keys.FLOW_KIND)).isEqualTo("affine");
        assertThat(settings.get(Keys.FLOW_HIDDEN)).isEqualTo(64);
        assertThat(settings.get(Keys.TRAINING_LEARNING_RATE)).isEqualTo(1e-3);
        assertThat(settings.get(Keys.TRAINING_SEED)).isEqualTo(-7);
    }

    @Test
    void shippedFilesAreValid() {
        assertThat(Configuration.load(Path.of("conf/moons.conf"), Map.of()).get(Keys.TRAINING_STEPS))
                .isEqualTo(800);
        assertThat(Configuration.load(Path.of("conf/reference.conf"), Map.of()).byKey(Keys.all()))
                .isEqualTo(Settings.defaults().byKey(Keys.all()));
    }

    @Test
    void everyFaultIsNamedAtOnce() throws IOException {
        Path file = file("flow.cuplings = 4\ntraining { steps = 1.5, noise = null, workers { count = 2 } }");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Configuration.load(file, Map.of("training.sed", "1", "flow.kind", "nice")))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines())
                        .containsExactlyInAnyOrder(
                                "Unknown key 'training.sed' (--set). Did you mean 'training.seed'?",
                                "Unknown key 'flow.cuplings' (" + file + ": 1). Did you mean 'flow.couplings'?",
                                "Unknown key 'training.workers.count' (" + file
                                        + ": 2). Did you mean 'training.workers'?",
                                "Expected flow.kind to be " + KINDS + "; found 'nice' (--set)",
                                "Expected training.steps to be a whole number from 1 to 2147483647, or auto; found '1.5' ("
                                        + file + ": 2)",
                                "Expected training.noise to be a number of at least 0, or auto; found no value",
                                "Expected training.workers to be a whole number from 1 to 2147483647, or auto; found '{count=2}' ("
                                        + file + ": 2)"));
    }

    @ParameterizedTest
    @CsvSource({
        "data.invalid, ignore",
        "flow.couplings, 0",
        "flow.hidden, many",
        "flow.image, 16x16",
        "flow.image, 0x4x4",
        "training.steps, -1",
        "training.batch-size, 3000000000",
        "training.learning-rate, 0",
        "training.learning-rate, NaN",
        "training.transform-rate-ratio, -0.5",
        "training.noise, -0.1",
        "training.noise, Infinity",
        "training.seed, auto",
        "training.max-rows, 0",
        "training.held-out-fraction, 1",
        "bound.enabled, yes",
        "bound.folds, 1",
        "evaluation.rows, 0",
    })
    void valuesOutOfRangeAreRefused(String key, String value) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Configuration.load(null, Map.of(key, value)))
                .withMessageStartingWith("Expected " + key + " to be ")
                .withMessageEndingWith("; found '" + value + "' (--set)");
    }

    @ParameterizedTest
    @CsvSource({"flow { kind = , Expected a readable HOCON file", "flow.kind = ${nothing}, nothing"})
    void brokenFilesAreRefused(String text, String message) throws IOException {
        Path file = file(text);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Configuration.load(file, Map.of()))
                .withMessageContaining(message);
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Configuration.load(folder.resolve("absent.conf"), Map.of()))
                .withMessageContaining("absent.conf");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("job.conf"), text);
    }
}
