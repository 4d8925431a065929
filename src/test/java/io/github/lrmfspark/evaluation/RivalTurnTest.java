package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Of sets that lie right as they are: the map is the identity. */
class RivalTurnTest {
    private static final int D = 9;
    private static final int ROWS = 1_080;

    /** Every exchange of two clusters is a reflection. */
    @Test
    void clustersThatLieEquallyFarFromEachOtherHaveSeveralMaps() {
        double[][] corners = new double[D][D];
        Arrays.setAll(corners, j -> {
            corners[j][j] = 6;
            return corners[j];
        });
        assertThat(RivalTurn.disputes(samples(corners), 1)).isTrue();
    }

    @Test
    void clustersThatLieAnyhowHaveOne() {
        assertThat(RivalTurn.disputes(samples(anywhere()), 1)).isFalse();
    }

    private static double[][] anywhere() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] centres = new double[4 * D][D];
        Arrays.stream(centres).forEach(centre -> Arrays.setAll(centre, j -> Math.exp(random.nextGaussian())));
        return centres;
    }

    private static AlignedSamples samples(double[][] centres) {
        Sample source = rows(centres, 2);
        return AlignedSamples.of(source, source.rows(), rows(centres, 3));
    }

    /** Around each centre as many rows, .3 from it along every coordinate. */
    private static Sample rows(double[][] centres, long draw) {
        SplittableRandom random = new SplittableRandom(draw);
        float[] values = new float[ROWS * D];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centres[i / D % centres.length][i % D] + 0.3 * random.nextGaussian());
        }
        return Sample.unlabelled(PackedRows.of(D, values));
    }
}
