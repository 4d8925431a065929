package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final int SOURCE_ROWS = 30;
    private static final int TARGET_ROWS = 12;

    /** Row i of the source is (i, i), row k of the target is (−k, −k). */
    private static final DomainRows NUMBERED = new DomainRows(numbered(SOURCE_ROWS, 1), numbered(TARGET_ROWS, -1));

    @Test
    void visitsEveryRowEquallyOften() {
        Batches batches = new Batches(NUMBERED, 5, 0, 11, 0);
        int[] sourceVisits = new int[SOURCE_ROWS];
        int[] targetVisits = new int[TARGET_ROWS];
        float[] features = new float[5 * 4];
        for (int step = 0; step < 2 * SOURCE_ROWS * TARGET_ROWS / 5; step++) {
            batches.fill(step, features);
            for (int pair = 0; pair < 5; pair++) {
                assertThat(features[4 * pair + 1]).isEqualTo(features[4 * pair]);
                assertThat(features[4 * pair + 3]).isEqualTo(features[4 * pair + 2]);
                sourceVisits[(int) features[4 * pair]]++;
                targetVisits[(int) -features[4 * pair + 2]]++;
            }
        }
        assertThat(sourceVisits).containsOnly(2 * TARGET_ROWS);
        assertThat(targetVisits).containsOnly(2 * SOURCE_ROWS);
    }

    @Test
    void repeatsAStepBitForBit() {
        Batches once = new Batches(NUMBERED, 8, 0.1, 11, 1);
        Batches again = new Batches(NUMBERED, 8, 0.1, 11, 1);
        for (int step = 0; step < 20; step++) {
            once.fill(step, new float[8 * 4]);
        }

        assertThat(step(again, 13)).isEqualTo(step(once, 13)).isNotEqualTo(step(once, 14));
        assertThat(step(new Batches(NUMBERED, 8, 0.1, 11, 2), 13)).isNotEqualTo(step(once, 13));
        assertThat(step(new Batches(NUMBERED, 8, 0.1, 12, 1), 13)).isNotEqualTo(step(once, 13));
    }

    @Test
    void addsNoiseToBothDomains() {
        Batches clean = new Batches(NUMBERED, 6, 0, 5, 0);
        Batches noisy = new Batches(NUMBERED, 6, 0.5, 5, 0);
        double[] sum = new double[4];
        double[] squares = new double[4];
        int steps = 2000;
        for (int step = 0; step < steps; step++) {
            float[] expected = step(clean, step, 6);
            float[] found = step(noisy, step, 6);
            for (int i = 0; i < found.length; i++) {
                double noise = found[i] - expected[i];
                sum[i % 4] += noise;
                squares[i % 4] += noise * noise;
            }
        }
        for (int column = 0; column < 4; column++) {
            assertThat(sum[column] / (6 * steps)).isEqualTo(0, within(0.02));
            assertThat(Math.sqrt(squares[column] / (6 * steps))).isEqualTo(0.5, within(0.015));
        }
    }

    @Test
    void refusesWhatCannotBeDrawnFrom() {
        assertThatThrownBy(() -> new Batches(NUMBERED, 0, 0, 1, 0))
                .hasMessage("Expected a batch size of at least 1; found 0");
        assertThatThrownBy(() -> new Batches(NUMBERED, 1, -1, 1, 0))
                .hasMessage("Expected noise of 0 or more; found -1.0");
        DomainRows noTarget = new DomainRows(NUMBERED.source(), PackedRows.of(2, new float[0]));
        assertThatThrownBy(() -> new Batches(noTarget, 1, 0, 1, 0))
                .hasMessage("Expected at least one row to put in order; found 0");
        assertThatThrownBy(() -> new DomainRows(NUMBERED.source(), PackedRows.of(3, new float[3])))
                .hasMessage("Expected source and target of one dimension; found 2 and 3");
    }

    private static float[] step(Batches batches, long step) {
        return step(batches, step, 8);
    }

    private static float[] step(Batches batches, long step, int batchSize) {
        float[] features = new float[batchSize * 4];
        batches.fill(step, features);
        return features;
    }

    private static PackedRows numbered(int rows, int sign) {
        PackedRows.Builder packed = new PackedRows.Builder(2);
        for (int row = 0; row < rows; row++) {
            packed.add(new float[] {sign * row, sign * row});
        }
        return packed.build();
    }
}
