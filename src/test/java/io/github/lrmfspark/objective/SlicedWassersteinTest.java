package io.github.lrmfspark.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class SlicedWassersteinTest {
    /** In one dimension every direction is ±1: 0 2 against 5 1 is matched as 0 1 and 2 5. */
    @Test
    void oneDimensionIsMatchedInOrder() {
        Matrix mapped = column(2, 0);
        Matrix target = column(1, 5);
        Discrepancy.Computation bound =
                new SlicedWasserstein(0.5, Integer.MAX_VALUE, 1).bind(Kernels.of(DataType.DOUBLE, 2), 2, 1);
        assertThat(bound.forward(99, mapped, target)).isCloseTo(0.5 * (9 + 1) / 2, within(1e-12));
        Matrix gradient = column(0, 100);
        bound.backward(gradient);
        assertThat(gradient.value(0, 0)).isCloseTo(0.5 * (2 - 5), within(1e-6));
        assertThat(gradient.value(1, 0)).isCloseTo(100 + 0.5 * (0 - 1), within(1e-6));
    }

    @Test
    void theWeightFallsInALineToNothing() {
        Matrix mapped = column(2, 0);
        Matrix target = column(1, 5);
        Discrepancy.Computation bound = new SlicedWasserstein(1, 10, 1).bind(Kernels.of(DataType.DOUBLE, 2), 2, 1);
        double full = bound.forward(0, mapped, target);
        assertThat(bound.forward(5, mapped, target)).isCloseTo(full / 2, within(1e-12));
        assertThat(bound.forward(10, mapped, target)).isZero();
        assertThat(bound.forward(11, mapped, target)).isZero();
        Matrix gradient = column(0, 0);
        bound.backward(gradient);
        assertThat(gradient.array().sumNumber().doubleValue()).isZero();
    }

    @Test
    void weightAndStepsMustBeAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlicedWasserstein(0, 10, 1))
                .withMessageContaining("found 0.0 and 10");
        assertThatIllegalArgumentException().isThrownBy(() -> new SlicedWasserstein(1, 0, 1));
    }

    private static Matrix column(double first, double second) {
        Matrix m = Matrix.zeros(DataType.DOUBLE, 2, 1);
        m.put(0, 0, first);
        m.put(1, 0, second);
        return m;
    }
}
