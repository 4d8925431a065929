package io.github.lrmfspark.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Products of small whole numbers, which are exact and often equal, beside a sort of all of them; more rows than a block has. */
class CosineNeighboursTest {
    private static final int D = 3;
    private static final int K = 5;
    private static final SplittableRandom RANDOM = new SplittableRandom(1);

    private static CosineNeighbours.Rows rows(int count) {
        float[] values = new float[count * D];
        float[] penalties = new float[count];
        for (int i = 0; i < values.length; i++) {
            values[i] = RANDOM.nextInt(-9, 10);
        }
        for (int i = 0; i < count; i++) {
            penalties[i] = RANDOM.nextInt(20);
        }
        return new CosineNeighbours.Rows(values, penalties);
    }

    private static float near(CosineNeighbours.Rows of, int i, CosineNeighbours.Rows to, int j) {
        float sum = -to.penalties()[j];
        for (int d = 0; d < D; d++) {
            sum += of.values()[i * D + d] * to.values()[j * D + d];
        }
        return sum;
    }

    private static void assertNearest(NearestLists found, CosineNeighbours.Rows of, int i, CosineNeighbours.Rows to) {
        int[] nearest = IntStream.range(0, to.penalties().length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -near(of, i, to, j)))
                .limit(K)
                .mapToInt(Integer::intValue)
                .toArray();
        for (int n = 0; n < K; n++) {
            assertThat(found.numbers()[i * K + n]).isEqualTo(nearest[n]);
            assertThat(found.nearness()[i * K + n]).isEqualTo(near(of, i, to, nearest[n]));
        }
    }

    @Test
    void theyAreTheFirstOfAllThatAreSortedByNearness() {
        CosineNeighbours.Rows x = rows(1_100);
        CosineNeighbours.Rows y = rows(2_100);
        CosineNeighbours found = CosineNeighbours.of(x, y, K);
        for (int i = 0; i < 1_100; i += 99) {
            assertNearest(found.ofX(), x, i, y);
        }
        for (int j = 0; j < 2_100; j += 99) {
            assertNearest(found.ofY(), y, j, x);
        }
    }

    @Test
    void whatIsNoNumberHasNoneAndIsNone() {
        CosineNeighbours.Rows x = new CosineNeighbours.Rows(new float[] {Float.NaN, 1, 2}, new float[3]);
        CosineNeighbours.Rows y = new CosineNeighbours.Rows(new float[] {1, 3}, new float[2]);
        CosineNeighbours found = CosineNeighbours.of(x, y, 2);
        assertThat(found.ofX().numbers()).containsExactly(-1, -1, 1, 0, 1, 0);
        assertThat(found.ofY().numbers()).containsExactly(2, 1, 2, 1);
    }
}
