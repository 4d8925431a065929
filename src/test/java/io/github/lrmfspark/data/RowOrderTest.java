package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowOrderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 15, 16, 17, 64, 65, 1000, 4096, 100_003})
    void visitsEveryRowOnceAnEpoch(int rows) {
        RowOrder order = RowOrder.of(rows, 7);
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(epoch(order, rows, epoch)).as("epoch %d", epoch).satisfies(visited -> {
                Arrays.sort(visited);
                assertThat(visited).isEqualTo(IntStream.range(0, rows).toArray());
            });
        }
    }

    @Test
    void reshufflesByEpochAndSeed() {
        assertThat(epoch(RowOrder.of(1000, 7), 1000, 0)).isEqualTo(epoch(RowOrder.of(1000, 7), 1000, 0));
        assertThat(epoch(RowOrder.of(1000, 7), 1000, 0)).isNotEqualTo(epoch(RowOrder.of(1000, 7), 1000, 1));
        assertThat(epoch(RowOrder.of(1000, 7), 1000, 0)).isNotEqualTo(epoch(RowOrder.of(1000, 8), 1000, 0));
    }

    /** Chi-squared of (place, row) over an 8 × 8 table and 2,000 epochs: 49 degrees of freedom, mean 49, deviation 10. */
    @Test
    void sendsAPlaceToEveryRowEquallyOften() {
        RowOrder order = RowOrder.of(8, 3);
        int epochs = 2000;
        int[][] counts = new int[8][8];
        for (long position = 0; position < 8L * epochs; position++) {
            counts[(int) (position % 8)][order.at(position)]++;
        }
        double expected = epochs / 8.0;
        double chiSquared = Arrays.stream(counts)
                .flatMapToInt(Arrays::stream)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(chiSquared).isBetween(10.0, 100.0);
    }

    private static int[] epoch(RowOrder order, int rows, int epoch) {
        return IntStream.range(0, rows)
                .map(place -> order.at((long) epoch * rows + place))
                .toArray();
    }
}
