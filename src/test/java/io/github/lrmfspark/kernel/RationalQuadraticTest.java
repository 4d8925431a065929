package io.github.lrmfspark.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** On [−4, 4] with eight bins, each of which has width and height 1 where θ is 0. */
class RationalQuadraticTest {
    private static final int LAST_SLOPE = Kernels.SPLINE_NUMBERS - 1;
    private static final double LEAST_SLOPE = 1e-3;

    private final RationalQuadratic spline = new RationalQuadratic();

    @Test
    void startsAsTheIdentity() {
        double[] theta = new double[Kernels.SPLINE_NUMBERS];
        for (double x = -5; x <= 5; x += 0.125) {
            assertThat(spline.forward(theta, x)).isCloseTo(x, within(1e-14));
            assertThat(spline.logSlope()).isCloseTo(0, within(1e-14));
            assertThat(spline.inverse(theta, x)).isCloseTo(x, within(1e-14));
        }
    }

    /** In the last bin s = 1 and δ_1 = 1; with δ_0 = δ, α / β at its middle is (1 + δ) / (3 + δ). */
    @Test
    void hasTheSlopesItIsGiven() {
        double[] theta = new double[Kernels.SPLINE_NUMBERS];
        theta[LAST_SLOPE] = 2;
        double delta = LEAST_SLOPE + Math.log1p(Math.exp(2) * Math.expm1(1 - LEAST_SLOPE));
        assertThat(spline.forward(theta, 3.5)).isCloseTo(3 + (1 + delta) / (3 + delta), within(1e-14));
        assertThat(spline.forward(theta, 3)).isCloseTo(3, within(1e-14));
        assertThat(spline.logSlope()).isCloseTo(Math.log(delta), within(1e-14));
    }

    @Test
    void isTheIdentityBeyondItsEndsForAnyNumbers() {
        double[] theta = random(1);
        for (double x : new double[] {-1e9, -4.001, 4.001, Double.POSITIVE_INFINITY}) {
            assertThat(spline.forward(theta, x)).isEqualTo(x);
            assertThat(spline.logSlope()).isZero();
            assertThat(spline.inverse(theta, x)).isEqualTo(x);
        }
        assertThat(spline.forward(theta, Double.NaN)).isNaN();
        assertThat(spline.forward(theta, 3.999999)).isCloseTo(4, within(1e-5));
        assertThat(spline.forward(theta, -3.999999)).isCloseTo(-4, within(1e-5));
    }

    @Test
    void risesAndReturnsForAnyNumbers() {
        for (int seed = 0; seed < 50; seed++) {
            double[] theta = random(seed);
            double before = -4;
            for (double x = -3.99; x < 4; x += 0.01) {
                double y = spline.forward(theta, x);
                double logSlope = spline.logSlope();
                assertThat(y).isGreaterThan(before);
                assertThat(spline.inverse(theta, y)).isCloseTo(x, within(1e-9));
                assertThat(spline.logSlope()).isCloseTo(-logSlope, within(1e-6));
                before = y;
            }
        }
    }

    private static double[] random(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(Kernels.SPLINE_NUMBERS, -3, 3).toArray();
    }
}
