package io.github.lrmfspark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.kernel.Dense;
import org.junit.jupiter.api.Test;

class GaussianTransportTest {
    private static Moments moments(double[][] covariance) {
        return new Moments(1_000, new double[covariance.length], covariance);
    }

    private static void assertClose(double[][] found, double[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).containsExactly(expected[i], within(1e-9));
        }
    }

    /** Of diagonal covariances A is the ratio of the deviations, and W2² the sum of their squared differences. */
    @Test
    void scalesEachAxisByTheRatioOfDeviations() {
        GaussianTransport transport = GaussianTransport.of(
                moments(new double[][] {{4, 0}, {0, 9}}), moments(new double[][] {{1, 0}, {0, 36}}));
        assertClose(transport.matrix(), new double[][] {{0.5, 0}, {0, 2}});
        assertThat(transport.squaredDistance()).isCloseTo(1 + 9, within(1e-9));
    }

    @Test
    void bringsOneCovarianceToTheOther() {
        double[][] a = {{2, 0.5, 0.1}, {0.5, 1, 0.3}, {0.1, 0.3, 0.7}};
        double[][] b = {{1, -0.4, 0}, {-0.4, 3, 0.2}, {0, 0.2, 0.5}};
        double[][] matrix = GaussianTransport.of(moments(a), moments(b)).matrix();
        assertClose(Dense.product(Dense.product(matrix, a), matrix), b);
    }

    /** Deviations of which one is a thousand times the other, in both sets. */
    @Test
    void theWayBackIsTheInverseWhateverTheScales() {
        AffineMap map = AffineMap.gaussian(moments(new double[][] {{1e6, 0}, {0, 1}}), moments(new double[][] {
            {1e6, 300}, {300, 1}
        }));
        assertClose(Dense.product(map.matrix(), map.inverse()), Vectors.identity(2, 1));
    }
}
