package io.github.lrmfspark.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.Procrustes;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Near starts are enough for what is near, and far ones are looked for where it is not. */
class StartSearchTest {
    private static final int D = 8;
    private static final int CLUSTERS = 20;

    /** Clusters of unequal sizes that run into each other; draws of one cloud differ in their rows. */
    private static PackedRows rows(int n, long draw) {
        double[][] centres = random(CLUSTERS, 1);
        SplittableRandom random = new SplittableRandom(draw);
        float[] values = new float[n * D];
        for (int i = 0; i < n; i++) {
            double[] centre = centres[Math.min(random.nextInt(CLUSTERS), random.nextInt(CLUSTERS))];
            for (int j = 0; j < D; j++) {
                values[i * D + j] = (float) (3 * centre[j] / (1 + j / 4.0) + 0.8 * random.nextGaussian());
            }
        }
        return PackedRows.of(D, values);
    }

    private static double[][] random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] matrix = new double[n][D];
        Arrays.stream(matrix).forEach(row -> Arrays.setAll(row, j -> random.nextGaussian()));
        return matrix;
    }

    private static StartSearch search(PackedRows target) {
        return new StartSearch(new DomainRows(rows(3_000, 2), target), 1);
    }

    @Test
    void whatLiesNearIsNotLookedForFarAway() {
        StartSearch search = search(rows(3_000, 3));
        assertThat(search.best(true).isFar()).isFalse();
        assertThat(search.possible()).noneMatch(Start::isFar).contains(Start.REFINED_EACH);
    }

    @Test
    void whatIsTurnedFarIsFoundAndItsTurnGoesOnToAllRows() {
        double[] none = new double[D];
        double[][] turn = Procrustes.of(random(D, 5));
        AffineMap truth = AffineMap.of(none, Dense.transposed(turn), none);
        StartSearch search = search(truth.apply(rows(3_000, 3)));

        Start best = search.best(true);

        assertThat(best.isFar()).isTrue();
        assertThat(search.possible()).contains(Start.FAR_TURNED, Start.FAR_REFINED);
        PackedRows others = rows(200, 4);
        PackedRows wanted = truth.apply(others);
        assertThat(distance(search.tried(best).apply(others), wanted)).isLessThan(0.5);
        assertThat(distance(search.whole(best).apply(others), wanted)).isLessThan(0.5);
    }

    /** Of a row, in the root mean square; rows are some 5 long. */
    private static double distance(PackedRows images, PackedRows wanted) {
        double sum = 0;
        for (int row = 0; row < images.rows(); row++) {
            for (int d = 0; d < D; d++) {
                sum += Math.pow(images.value(row, d) - wanted.value(row, d), 2);
            }
        }
        return Math.sqrt(sum / images.rows());
    }
}
