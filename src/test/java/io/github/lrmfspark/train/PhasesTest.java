package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhasesTest {
    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "0, -0.1, 0", "0, NaN, 0", "0, Infinity, 0", "0, 0, -1"})
    void lessThanNothingIsRefused(int affineSteps, double slicedWeight, int polishSteps) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Phases(affineSteps, slicedWeight, polishSteps))
                .withMessage("Expected steps and a weight of 0 or more; found affine " + affineSteps + ", sliced "
                        + slicedWeight + ", polish " + polishSteps);
    }

    @Test
    void noneOfThemHasToBe() {
        assertThatCode(() -> new Phases(0, 0, 0)).doesNotThrowAnyException();
    }
}
