package io.github.lrmfspark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lrmfspark.architecture.FlowOptions.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    static Stream<Arguments> outOfRange() {
        return Stream.of(
                Arguments.of(Keys.DATA_INVALID, "ignore"),
                Arguments.of(Keys.FLOW_KIND, "RealNVP"),
                Arguments.of(Keys.FLOW_IMAGE, "16x16"),
                Arguments.of(Keys.FLOW_COUPLINGS, 0),
                Arguments.of(Keys.TRAINING_LEARNING_RATE, 1.0),
                Arguments.of(Keys.TRAINING_LEARNING_RATE, Double.NaN),
                Arguments.of(Keys.TRAINING_TRANSFORM_RATE_RATIO, 1.5),
                Arguments.of(Keys.TRAINING_NOISE, Double.POSITIVE_INFINITY),
                Arguments.of(Keys.TRAINING_SLICED_WEIGHT, -0.1),
                Arguments.of(Keys.TRAINING_AFFINE_STEPS, -1),
                Arguments.of(Keys.TRAINING_POLISH_STEPS, -1),
                Arguments.of(Keys.TRAINING_WORKERS, 0),
                Arguments.of(Keys.TRAINING_MAX_ROWS, 0L),
                Arguments.of(Keys.TRAINING_HELD_OUT_FRACTION, 1.0),
                Arguments.of(Keys.BOUND_FOLDS, 1),
                Arguments.of(Keys.CHECKPOINT_EVERY_MINUTES, 0.0));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    <T> void valuesOutOfRangeAreRefused(Setting<T> setting, T value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.defaults().with(setting, value))
                .withMessage("Expected " + setting.key() + " to be " + setting.range() + "; found '" + value + "'");
    }

    @Test
    void everyDefaultIsInItsRange() {
        assertThat(Keys.all()).allMatch(row -> row.byDefault().stream().allMatch(row::allows));
        assertThat(Keys.all())
                .filteredOn(row -> row.byDefault().isPresent())
                .allSatisfy(row -> assertThat(row.read(row.defaultText())).isEqualTo(row.byDefault()));
    }

    @Test
    void keysAndParamsAreUnique() {
        assertThat(Keys.all()).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(Keys.all()).extracting(Setting::param).doesNotHaveDuplicates();
        assertThat(Keys.TRAINING_HELD_OUT_FRACTION.param()).isEqualTo("heldOutFraction");
    }

    @Test
    void everyFamilyOfFlowsIsExplained() {
        assertThat(Keys.FLOW_KIND.meaning())
                .contains(Stream.of(Kind.values()).map(Kind::label).toList());
    }

    @Test
    void whatIsLeftOpenIsTakenFromOthers() {
        Settings given = Settings.defaults().with(Keys.TRAINING_STEPS, 7);
        Settings measured = given.with(Keys.TRAINING_STEPS, 2000).with(Keys.TRAINING_NOISE, 0.2);

        Settings all = given.orElse(measured);

        assertThat(all.get(Keys.TRAINING_STEPS)).isEqualTo(7);
        assertThat(all.get(Keys.TRAINING_NOISE)).isEqualTo(0.2);
        assertThat(all.byKey(List.of(Keys.TRAINING_STEPS, Keys.TRAINING_SEED, Keys.FLOW_HIDDEN)))
                .hasToString("{training.steps=7, training.seed=1, flow.hidden=auto}");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> all.get(Keys.FLOW_HIDDEN))
                .withMessage(
                        "Expected flow.hidden to be a whole number from 1 to 2147483647; found it left to the training");
    }
}
