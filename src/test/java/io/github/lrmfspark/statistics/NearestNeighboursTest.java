package io.github.lrmfspark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNeighboursTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 511, 3", "5, 512, 1", "3, 513, 2", "2, 1100, 7"})
    void agreesWithSortingAllDistances(int dimension, int references, int k) {
        SyntheticDomains domains = new SyntheticDomains(Kind.GAUSSIANS, Math.max(references, 40), dimension, 0, 0, 1);
        PackedRows query = domains.source().rows().slice(0, 40);
        PackedRows reference = domains.target().rows().slice(0, references);
        int[] found = NearestNeighbours.of(query, reference, k);
        for (int row = 0; row < 40; row++) {
            int of = row;
            int[] expected = IntStream.range(0, references)
                    .boxed()
                    .sorted(Comparator.comparingDouble(other -> squaredDistance(query, of, reference, other)))
                    .mapToInt(Integer::intValue)
                    .limit(k)
                    .toArray();
            assertThat(IntStream.range(row * k, row * k + k).map(i -> found[i]).toArray())
                    .isEqualTo(expected);
        }
    }

    @Test
    void theLowerNumberComesFirstAmongEquals() {
        PackedRows reference = PackedRows.of(1, new float[] {5, 1, 1, -1});
        assertThat(NearestNeighbours.of(PackedRows.of(1, new float[] {0}), reference, 3))
                .containsExactly(1, 2, 3);
    }

    @Test
    void aRowThatIsNotFiniteHasNone() {
        PackedRows reference = PackedRows.of(1, new float[] {5, 1});
        PackedRows queries = PackedRows.of(1, new float[] {Float.NaN, 4});
        assertThat(NearestNeighbours.of(queries, reference, 2)).containsExactly(-1, -1, 0, 1);
    }

    @Test
    void moreNeighboursThanRowsAreRefused() {
        PackedRows rows = PackedRows.of(1, new float[] {1, 2});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NearestNeighbours.of(rows, rows, 3))
                .withMessage("Expected 1 … 2 neighbours; found 3");
    }

    private static double squaredDistance(PackedRows a, int rowOfA, PackedRows b, int rowOfB) {
        double sum = 0;
        for (int d = 0; d < a.dimension(); d++) {
            double difference = (double) a.value(rowOfA, d) - b.value(rowOfB, d);
            sum += difference * difference;
        }
        return sum;
    }
}
