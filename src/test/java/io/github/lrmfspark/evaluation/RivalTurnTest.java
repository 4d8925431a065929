package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.evaluation.Comparison.Column;
import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.Clouds;
import io.github.lrmfspark.statistics.Vectors;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sets whose map is known: the turn that the target lacks, or none. */
class RivalTurnTest {
    private static final int ROWS = 960;

    /** A cluster at the same distance along each axis, so that an exchange of two is a reflection. */
    private static PackedRows corners(long draw) {
        SplittableRandom random = new SplittableRandom(draw);
        float[] values = new float[ROWS * Clouds.DIMENSION];
        for (int i = 0; i < values.length; i++) {
            int row = i / Clouds.DIMENSION;
            double corner = row % Clouds.DIMENSION == i % Clouds.DIMENSION ? 6 : 0;
            values[i] = (float) (corner + 0.3 * random.nextGaussian());
        }
        return PackedRows.of(Clouds.DIMENSION, values);
    }

    /** Of a source that is turned, shrunk and shifted away, if it is, and back by the map. */
    private static Comparison comparison(PackedRows rows, PackedRows target, boolean away) {
        Sample source = Sample.unlabelled(away ? awayFromHere().apply(rows) : rows);
        Sample goal = Sample.unlabelled(target);
        AlignedSamples before = AlignedSamples.unaligned(source, goal);
        List<Metric> metrics = List.of(new ClusterAgreement(1));
        Comparison comparison = Comparison.of(
                metrics, before, AlignedSamples.of(source, rows, goal), FloorDraws.of(goal, before, 1), false, 1);
        double floor = comparison.value(Column.FLOOR, ClusterAgreement.FIGURE.name());
        assertThat(comparison.value(Column.AFTER, ClusterAgreement.FIGURE.name()))
                .isGreaterThan(0.75 * floor);
        assertThat(comparison.value(Column.BEFORE, ClusterAgreement.FIGURE.name()) < 0.5 * floor)
                .isEqualTo(away);
        return comparison;
    }

    /** To where all rows lie nearest to one cluster of the target. */
    private static AffineMap awayFromHere() {
        double[] far = new double[Clouds.DIMENSION];
        far[0] = 40;
        double[][] turn = Clouds.turn(5);
        return AffineMap.of(new double[Clouds.DIMENSION], Vectors.combination(0.01, turn, 0, turn), far);
    }

    @Test
    void aTurnFromAfarOfClustersThatLieAlikeIsDisputed() {
        assertThat(comparison(corners(2), corners(3), true).disputed()).isTrue();
    }

    @Test
    void aTurnFromAfarOfASetThatLiesLikeNoTurnOfItselfIsNot() {
        assertThat(comparison(Clouds.rows(ROWS, 0.5, 2), Clouds.rows(ROWS, 0.5, 3), true)
                        .disputed())
                .isFalse();
    }

    @Test
    void whatLaySoBeforeIsNotDisputedThoughClustersLieAlike() {
        assertThat(comparison(corners(2), corners(3), false).disputed()).isFalse();
    }
}
