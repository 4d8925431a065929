package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final int D = 3;

    /** Weights of 0, 1, 2, 3, 0, … beside rows that are there as often. */
    @Test
    void aWeightIsHowOftenARowIsThere() {
        PackedRows.Builder rows = new PackedRows.Builder(D);
        PackedRows.Builder repeated = new PackedRows.Builder(D);
        List<float[]> normal = TestSets.normal(600, D, 5);
        double[] weights = new double[normal.size()];
        for (int i = 0; i < weights.length; i++) {
            float[] row = normal.get(i);
            rows.add(row);
            weights[i] = i % 4;
            for (int copy = 0; copy < i % 4; copy++) {
                repeated.add(row);
            }
        }
        Moments found = Moments.of(rows.build(), weights);
        Moments expected = Moments.of(repeated.build());
        assertThat(found.mean()).containsExactly(expected.mean(), within(1e-12));
        for (int i = 0; i < D; i++) {
            assertThat(found.covariance()[i]).containsExactly(expected.covariance()[i], within(1e-12));
        }
        assertThat(found.rows()).as("(150 · 6)² / (150 · 14)").isEqualTo(386);
    }
}
