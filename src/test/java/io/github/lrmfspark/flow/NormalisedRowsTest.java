package io.github.lrmfspark.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a row whose image is brought to length one. */
class NormalisedRowsTest {
    private static final float[] NONE = new float[0];
    private static final float MOST = Float.MAX_VALUE;
    private static final float LEAST = Float.MIN_VALUE;
    private static final float INFINITE = Float.POSITIVE_INFINITY;

    /** An image before and after. */
    static Stream<Arguments> table() {
        float third = (float) (1 / Math.sqrt(3));
        return Stream.of(
                row("long", row(3, -4, 0), row(0.6f, -0.8f, 0)),
                row("of length one", row(0, -1, 0), row(0, -1, 0)),
                row("as large as float32 holds", row(MOST, MOST, MOST), row(third, third, third)),
                row("as small as float32 holds", row(LEAST, -LEAST, LEAST), row(third, -third, third)),
                row("zero", row(0, 0, 0), row(0, 0, 0)),
                row("with a NaN", row(3, Float.NaN, 4), row(3, Float.NaN, 4)),
                row("with an infinite value", row(3, -INFINITE, 4), row(3, -INFINITE, 4)));
    }

    private static Arguments row(String name, float[] image, float[] normalised) {
        return Arguments.of(Named.of(name, image), normalised);
    }

    private static float[] row(float... values) {
        return values;
    }

    @ParameterizedTest
    @MethodSource("table")
    void theImageOfARow(float[] image, float[] normalised) {
        float[] rows = Arrays.copyOf(image, 256 * 3);
        rows[3] = 5;
        mapper(Affine.of(new double[] {1, 1, 1}, new double[3]), true).map(rows, 1);
        assertThat(Arrays.copyOf(rows, 3)).containsExactly(normalised);
        assertThat(rows[3]).as("a row that was not asked for").isEqualTo(5);
    }

    /** In both directions a row is that of the map alone over its length, and log-determinants are those of the map. */
    @Test
    void itIsThatOfTheMapOverItsLength() {
        Bijector turn = Affine.of(new double[] {2, 0.5, 3}, new double[] {1, -1, 0.25});
        for (Bijector map : List.of(turn, Inverse.of(turn))) {
            float[] raw = new float[256 * 3];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = (float) Math.sin(i * 0.7);
            }
            float[] normalised = raw.clone();
            RowMapper plain = mapper(map, false);
            RowMapper mapper = mapper(map, true);
            plain.map(raw, 256);
            mapper.map(normalised, 256);
            for (int row = 0; row < 256; row++) {
                double length = Math.sqrt(square(raw[3 * row]) + square(raw[3 * row + 1]) + square(raw[3 * row + 2]));
                assertThat(length).isNotCloseTo(1, within(1e-4));
                for (int i = 3 * row; i < 3 * row + 3; i++) {
                    assertThat(normalised[i]).isEqualTo((float) (raw[i] / length));
                }
                assertThat(mapper.logDet(row)).isEqualTo(plain.logDet(row));
            }
        }
    }

    private static double square(double x) {
        return x * x;
    }

    private static RowMapper mapper(Bijector map, boolean normalises) {
        return new RowMapper.Maker(map, NONE, normalises).open();
    }
}
