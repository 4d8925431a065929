package io.github.lrmfspark.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LikelihoodBoundTest {
    private static final double[] LOSS = {3, 5, 4};

    /** c_i = −(1, 4, 3), c_k = −(2, 10/3), differences 2, 1, 1. */
    @Test
    void figuresAreThoseOfTheDefinition() {
        LikelihoodBound bound = LikelihoodBound.of(LOSS, new double[][] {{0, 3, 3}, {2, 5, 3}}, 2);
        double fitting = 0.5 * 2 * Math.pow(2 / 3.0, 2);
        assertThat(bound.c()).isCloseTo(-8 / 3.0, within(1e-12));
        assertThat(bound.gap()).isCloseTo(4 / 3.0, within(1e-12));
        assertThat(bound.gapStandardError()).isCloseTo(Math.sqrt(1 / 3.0 / 3 + fitting), within(1e-12));
        assertThat(bound.cStandardError()).isCloseTo(Math.sqrt(7 / 3.0 / 3 + fitting), within(1e-12));
        assertThat(bound.folds()).isEqualTo(2);
        assertThat(bound.dimension()).isEqualTo(2);
    }

    /** The gap is −4 of pairs that do not differ, and the fits differ by 0 or 8. */
    @Test
    void aGapThatNoGapCanBeFellShort() {
        assertThat(LikelihoodBound.of(new double[] {0, 0}, new double[][] {{4, 4}, {4, 4}}, 2)
                        .fellShort())
                .isTrue();
        assertThat(LikelihoodBound.of(new double[] {0, 0}, new double[][] {{0, 0}, {8, 8}}, 2)
                        .fellShort())
                .isFalse();
        assertThat(LikelihoodBound.of(new double[] {4, 4}, new double[][] {{0, 0}, {0, 0}}, 2)
                        .fellShort())
                .isFalse();
    }

    /** What a pair adds to both losses is no error of their difference. */
    @Test
    void errorsArePaired() {
        LikelihoodBound bound = LikelihoodBound.of(LOSS, new double[][] {LOSS, LOSS, LOSS}, 2);
        assertThat(bound.gap()).isZero();
        assertThat(bound.gapStandardError()).isZero();
        assertThat(bound.cStandardError()).isCloseTo(1 / Math.sqrt(3), within(1e-12));
    }

    @Test
    void ofOneFitTheErrorIsThatOfThePairs() {
        LikelihoodBound bound = LikelihoodBound.of(LOSS, new double[][] {{0, 0, 0}}, 2);
        assertThat(bound.gapStandardError()).isCloseTo(1 / Math.sqrt(3), within(1e-12));
        assertThat(LikelihoodBound.of(new double[] {0, 1}, new double[][] {{3, 3}}, 2)
                        .fellShort(4))
                .isTrue();
        assertThat(LikelihoodBound.of(new double[] {0, 1}, new double[][] {{3, 3}}, 2)
                        .fellShort(5))
                .isFalse();
    }

    @Test
    void noFitAndFewerThanTwoPairsGiveNoError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LikelihoodBound.of(LOSS, new double[0][], 2))
                .withMessageContaining("found 0 and 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LikelihoodBound.of(new double[1], new double[2][1], 2))
                .withMessageContaining("found 2 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LikelihoodBound.of(LOSS, new double[][] {LOSS, {1, 2}}, 2))
                .withMessageContaining("of 3 pairs; found 2");
    }
}
