package io.github.lrmfspark.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.Clouds;
import org.junit.jupiter.api.Test;

/** Near starts are enough for what is near, and far ones are looked for where it is not. */
class StartSearchTest {
    /** Of clusters that run into each other. */
    private static PackedRows rows(int n, long draw) {
        return Clouds.rows(n, 0.8, draw);
    }

    private static StartSearch search(PackedRows target) {
        return new StartSearch(new DomainRows(rows(target.rows(), 2), target), 1);
    }

    @Test
    void whatLiesNearIsNotLookedForFarAway() {
        StartSearch search = search(rows(800, 3));
        assertThat(search.best(true).isFar()).isFalse();
        assertThat(search.possible()).noneMatch(Start::isFar).contains(Start.REFINED_EACH);
    }

    @Test
    void whatIsTurnedFarIsFoundAndItsTurnGoesOnToAllRows() {
        AffineMap truth = Clouds.map(Clouds.turn(5));
        StartSearch search = search(truth.apply(rows(1_200, 3)));

        Start best = search.best(true);

        assertThat(best.isFar()).isTrue();
        assertThat(search.possible()).contains(Start.FAR_TURNED, Start.FAR_REFINED);
        PackedRows others = rows(200, 4);
        PackedRows wanted = truth.apply(others);
        assertThat(distance(search.tried(best).apply(others), wanted)).isLessThan(0.5);
        assertThat(distance(search.whole(best).apply(others), wanted)).isLessThan(0.5);
    }

    /** Of three quarters of the rows, which are fitted to, one is like another. */
    @Test
    void rowsThatAreEqualHaveNoNeighbours() {
        PackedRows target = rows(400, 3);
        PackedRows source = new PackedRows.Builder(Clouds.DIMENSION)
                .addAll(PackedRows.of(Clouds.DIMENSION, new float[300 * Clouds.DIMENSION]))
                .addAll(rows(100, 2))
                .build();
        StartSearch search = new StartSearch(new DomainRows(source, target), 1);
        assertThat(search.tried(search.best(true)).apply(source).isFinite()).isTrue();
        assertThat(search.possible()).doesNotContain(Start.TURNED, Start.REFINED_EACH, Start.FAR_REFINED);
    }

    /** Of a row, in the root mean square; rows are some 5 long. */
    private static double distance(PackedRows images, PackedRows wanted) {
        double sum = 0;
        for (int row = 0; row < images.rows(); row++) {
            for (int d = 0; d < wanted.dimension(); d++) {
                sum += Math.pow(images.value(row, d) - wanted.value(row, d), 2);
            }
        }
        return Math.sqrt(sum / images.rows());
    }
}
