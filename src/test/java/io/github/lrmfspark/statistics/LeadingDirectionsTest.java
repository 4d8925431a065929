package io.github.lrmfspark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeadingDirectionsTest {
    private static final PackedRows ROWS = rows();

    /** 500 rows in 30 dimensions whose variances fall as 1, 1/2, 1/3 …, and one coordinate that is constant. */
    private static PackedRows rows() {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[500 * 30];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 30 == 7 ? 4 : 5 + (float) (random.nextGaussian() / Math.sqrt(1 + i % 30));
        }
        return PackedRows.of(30, values);
    }

    @Test
    void theyKeepTheVarianceOfTheLeadingAxes() {
        double kept =
                Moments.of(LeadingDirections.of(ROWS, 6, 1).coordinates(ROWS)).totalVariance();
        double[] values = SymmetricEigen.of(Moments.of(ROWS).covariance()).values();
        double most = Arrays.stream(values).skip(24).sum();
        assertThat(kept).isBetween(0.98 * most, most * (1 + 1e-6));
    }

    @Test
    void allOfThemKeepDistances() {
        assertThat(LeadingDirections.of(ROWS, 30, 1).coordinates(ROWS)).isEqualTo(ROWS);
        PackedRows nearlyAll = LeadingDirections.of(ROWS, 29, 1).coordinates(ROWS);
        assertThat(Moments.of(nearlyAll).totalVariance())
                .isCloseTo(Moments.of(ROWS).totalVariance(), within(1e-4));
    }
}
