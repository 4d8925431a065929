package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MarginalsTest {

    static Stream<Arguments> deviations() {
        return Stream.of(
                Arguments.of("zeros", values(1, 2, 0, 3, 0), constant(2, 4)),
                Arguments.of("mostly padding", values(1, 0, 0, 2, 0, 0, 0, 0), constant(1, 2, 4, 5, 6, 7)),
                Arguments.of("of MiniLM", values(.05, 1e-33, .04, 2e-33, .06, 4e-9, .05, .05), constant(1, 3, 5)),
                Arguments.of(
                        "rounding in most",
                        values(.05, .04, 4e-9, 3e-9, 4e-9, 5e-9, 1e-9, 2e-9),
                        constant(2, 3, 4, 5, 6, 7)),
                Arguments.of("scales of 10⁸ in steps", values(1e-4, 1e-2, 1, 1e2, 1e4), constant()),
                Arguments.of("one of a very large scale", values(1e8, .01, 1, 10, 3), constant()),
                Arguments.of("the two that vary most always do", values(1e10, 1e-1), constant()),
                Arguments.of("nothing varies", values(0, 0, 0), constant(0, 1, 2)),
                Arguments.of("one coordinate", values(1e-9), constant()),
                Arguments.of("not finite", values(Double.NaN, 1, Double.POSITIVE_INFINITY), constant()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deviations")
    void constantIsWhatVariesAsRoundingOfTheOthersDoes(String name, double[] deviations, int[] constant) {
        assertThat(new Marginals(new double[deviations.length], deviations).constant())
                .isEqualTo(constant);
    }

    @Test
    void aSpreadBelowTheStepsOfFloat32AboutTheMeanIsNone() {
        assertThat(new Marginals(values(1e9, 1e9, -1e9, 0), values(50, 100, 10, 80)).constant())
                .containsExactly(0, 2);
    }

    @Test
    void aConstantCoordinateTakesTheScaleOfOneThatVaries() {
        assertThat(scale(values(4, 1e-13))).containsExactly(4, 4);
        assertThat(scale(values(300, 200, 100, 0, 1e-9))).containsExactly(300, 200, 100, 200, 200);
        assertThat(scale(values(0, 0))).containsExactly(1, 1);
    }

    @Test
    void ofThousandsOfCoordinatesAQuarterSaysWhatIsLarge() {
        double[] deviations = IntStream.range(0, 1000)
                .mapToDouble(j -> j < 240 ? 1e7 : j < 500 ? 1 : 1e-4)
                .toArray();
        deviations[999] = 1e-7;
        assertThat(new Marginals(new double[1000], deviations).constant()).containsExactly(999);
    }

    @Test
    void ofRowsTheyAreTheDiagonalOfTheMoments() {
        PackedRows rows = PackedRows.of(2, new float[] {1, -4, 3, 0, 8, 1});
        Marginals marginals = Marginals.of(rows);
        assertThat(marginals.mean()).containsExactly(4, -1);
        assertThat(marginals.deviation())
                .containsExactly(values(Math.sqrt(26 / 3.0), Math.sqrt(14 / 3.0)), within(1e-12));
        Marginals ofMoments = Moments.of(rows).marginals();
        assertThat(ofMoments.mean()).isEqualTo(marginals.mean());
        assertThat(ofMoments.deviation()).containsExactly(marginals.deviation(), within(1e-12));
    }

    private static double[] scale(double[] deviations) {
        return new Marginals(new double[deviations.length], deviations)
                .standardisation()
                .scale();
    }

    private static double[] values(double... values) {
        return Arrays.copyOf(values, values.length);
    }

    private static int[] constant(int... coordinates) {
        return coordinates;
    }
}
