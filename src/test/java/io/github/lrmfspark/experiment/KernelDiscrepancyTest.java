package io.github.lrmfspark.experiment;

import static io.github.lrmfspark.experiment.KernelDiscrepancy.Unit.COORDINATE;
import static io.github.lrmfspark.experiment.KernelDiscrepancy.Unit.MEDIAN_DISTANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.Discrepancy;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class KernelDiscrepancyTest {
    private static final Kernels KERNELS = Kernels.of(DataType.DOUBLE, 1000);

    /** 0 2 against 1 4: squared distances 4 within, 9 within, and 1, 16, 1, 4 across. */
    @Test
    void figuresAreThoseOfTheDefinition() {
        Discrepancy.Computation bound = new KernelDiscrepancy(3, COORDINATE, List.of(1.0, 2.0)).bind(KERNELS, 2, 1);
        double expected = 3 * (k(4) + k(9) - (k(1) + k(16) + k(1) + k(4)) / 2);
        assertThat(bound.forward(0, column(0, 2), column(1, 4))).isCloseTo(expected, within(1e-12));
        assertThat(bound.row(0)).isCloseTo(3 * (k(4) + k(9) - (k(1) + k(16) + k(1) + k(1)) / 2), within(1e-12));
    }

    private static double k(double square) {
        return (Math.exp(-square / 2) + Math.exp(-square / 8)) / 2;
    }

    /** Of the pooled rows 0 2 1 4 the six distances are 1 1 2 2 3 4; the fourth counts as the median. */
    @Test
    void theMedianDistanceIsABandwidthLikeAnyOther() {
        Discrepancy.Computation byMedian = new KernelDiscrepancy(1, MEDIAN_DISTANCE, List.of(0.5)).bind(KERNELS, 2, 1);
        Discrepancy.Computation given = new KernelDiscrepancy(1, COORDINATE, List.of(1.0)).bind(KERNELS, 2, 1);
        assertThat(byMedian.forward(0, column(0, 2), column(1, 4)))
                .isEqualTo(given.forward(0, column(0, 2), column(1, 4)));
        Matrix ofMedian = column(0, 0);
        Matrix ofGiven = column(0, 0);
        byMedian.backward(ofMedian);
        given.backward(ofGiven);
        assertThat(ofMedian.array()).isEqualTo(ofGiven.array());
    }

    /**
     * N(0, 1) against N(m, 1) with h = 1: E k(x, x') = 1 / √3 and E k(x, y) = exp(−m² / 6) / √3, since the difference of two
     * rows has variance 2. Over 40 pairs of batches the mean is within four standard errors.
     */
    @Test
    void theMeanOverBatchesIsThatOfTheDistributions() {
        SplittableRandom random = new SplittableRandom(4);
        Discrepancy.Computation bound = new KernelDiscrepancy(1, COORDINATE, List.of(1.0)).bind(KERNELS, 50, 1);
        double sum = 0;
        double squares = 0;
        int batches = 40;
        for (int t = 0; t < batches; t++) {
            double value = bound.forward(t, gaussian(50, 0, random), gaussian(50, 0.7, random));
            sum += value;
            squares += value * value;
        }
        double mean = sum / batches;
        double error = Math.sqrt((squares / batches - mean * mean) / (batches - 1));
        assertThat(mean).isCloseTo(2 / Math.sqrt(3) * (1 - Math.exp(-0.49 / 6)), within(4 * error));
    }

    @Test
    void equalRowsHaveNoBandwidthButAFiniteFigure() {
        Discrepancy.Computation bound = new KernelDiscrepancy(1, MEDIAN_DISTANCE, List.of(1.0)).bind(KERNELS, 2, 1);
        assertThat(bound.forward(0, column(1, 1), column(1, 1))).isZero();
    }

    @Test
    void weightBandwidthsAndBatchesHaveLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelDiscrepancy(0, COORDINATE, List.of(1.0)))
                .withMessageContaining("found 0.0 and [1.0]");
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelDiscrepancy(1, COORDINATE, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelDiscrepancy(1, COORDINATE, List.of(-1.0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelDiscrepancy(1, COORDINATE, List.of(1.0)).bind(KERNELS, 1, 1))
                .withMessageContaining("found 1");
    }

    private static Matrix gaussian(int n, double mean, SplittableRandom random) {
        Matrix m = Matrix.zeros(DataType.DOUBLE, n, 1);
        for (int i = 0; i < n; i++) {
            m.put(i, 0, mean + random.nextGaussian());
        }
        return m;
    }

    private static Matrix column(double first, double second) {
        Matrix m = Matrix.zeros(DataType.DOUBLE, 2, 1);
        m.put(0, 0, first);
        m.put(1, 0, second);
        return m;
    }
}
