package io.github.lrmfspark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrincipalFrameTest {
    private static final int D = 7;
    private static final int K = 3;

    /** Wᵀ Σ W has ones, then what is left beside the last of them, in falling order. */
    @Test
    void leadingDirectionsHaveVarianceOneAndTheOthersLess() {
        double[][] covariance = covariance(D);
        double[][] frame = PrincipalFrame.of(moments(covariance), K);
        double[][] seen = Dense.product(Dense.product(Dense.transposed(frame), covariance), frame);
        double last = Double.POSITIVE_INFINITY;
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < D; j++) {
                if (i != j) {
                    assertThat(seen[i][j]).isCloseTo(0, within(1e-9));
                }
            }
            assertThat(seen[i][i]).isLessThanOrEqualTo(last + 1e-9);
            assertThat(i < K ? seen[i][i] : 1).isCloseTo(1, within(1e-9));
            last = seen[i][i];
        }
    }

    @Test
    void itIsInvertibleWhereRanksAreLow() {
        double[][] covariance = new double[D][D];
        covariance[0][0] = 4;
        Dense.Inverse inverse = Dense.inverse(PrincipalFrame.of(moments(covariance), K));
        assertThat(inverse.logDet()).isBetween(0.0, D * Math.log(1e3));
    }

    private static Moments moments(double[][] covariance) {
        return new Moments(100, new double[covariance.length], covariance);
    }

    private static double[][] covariance(int d) {
        SplittableRandom random = new SplittableRandom(3);
        double[][] x = new double[2 * d][d];
        Arrays.stream(x).forEach(row -> Arrays.setAll(row, j -> (1 + j) * random.nextGaussian()));
        return Dense.product(Dense.transposed(x), x);
    }
}
