package io.github.lrmfspark.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The approximations keep the errors that their documentation names. */
class LoopsTest {
    private static final int N = 100_001;

    private static float[] grid(double end) {
        float[] values = new float[N];
        for (int i = 0; i < N; i++) {
            values[i] = (float) (end * (2.0 * i / (N - 1) - 1));
        }
        return values;
    }

    @Test
    void theBoundIsAHyperbolicTangent() {
        float[] r = grid(40);
        float[] s = r.clone();
        Loops.tanh(s, N, (float) Kernels.LOG_SCALE_BOUND);
        double c = Kernels.LOG_SCALE_BOUND;
        for (int i = 0; i < N; i++) {
            assertThat((double) s[i]).isCloseTo(c * Math.tanh(r[i] / c), within(5e-7 * c));
        }
    }

    @Test
    void theExponentialHoldsWithinTheBound() {
        float[] s = grid(Kernels.LOG_SCALE_BOUND);
        float[] e = new float[N];
        Loops.exp(s, e, N);
        for (int i = 0; i < N; i++) {
            assertThat(e[i] / Math.exp(s[i])).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void theOrderRisesWithTheValues() {
        float[] values = {3, -0.5f, Float.POSITIVE_INFINITY, 0, -7, 1e-30f, Float.NEGATIVE_INFINITY, -1e-30f};
        long[] order = new long[values.length];
        Loops.order(values, values.length, order);
        assertThat(Arrays.stream(order).map(packed -> packed & 0xffffffffL))
                .containsExactly(6L, 4L, 1L, 7L, 3L, 5L, 0L, 2L);
    }
}
