package io.github.lrmfspark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.experiment.EarthMover.Cost;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.Discrepancy;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class EarthMoverTest {
    private static final Kernels KERNELS = Kernels.of(DataType.DOUBLE, 300);

    /** (0, 0) goes to (3, 4), 5 away, and (6, 0) to (6, 1), 1 away: crosswise it would be √37 + 5. */
    @Test
    void rowsArePairedWhereTheyAreNearest() {
        Matrix mapped = matrix(new double[][] {{0, 0}, {6, 0}});
        Matrix target = matrix(new double[][] {{6, 1}, {3, 4}});
        Discrepancy.Computation plain = new EarthMover(2, Cost.EUCLIDEAN).bind(KERNELS, 2, 2);
        assertThat(plain.forward(0, mapped, target)).isCloseTo(2 * (5 + 1) / 2.0, within(1e-12));
        Matrix gradient = matrix(new double[][] {{100, 0}, {0, 0}});
        plain.backward(gradient);
        assertThat(gradient.value(0, 0)).isCloseTo(100 - 3 / 5.0, within(1e-12));
        assertThat(gradient.value(0, 1)).isCloseTo(-4 / 5.0, within(1e-12));
        assertThat(gradient.value(1, 1)).isCloseTo(-1, within(1e-12));

        Discrepancy.Computation squared = new EarthMover(1, Cost.SQUARED).bind(KERNELS, 2, 2);
        assertThat(squared.forward(0, mapped, target)).isCloseTo((25 + 1) / 2.0, within(1e-12));
        assertThat(squared.row(0)).isEqualTo(25);
        assertThat(squared.row(1)).isEqualTo(1);
    }

    /** On a line the best pairing for a convex cost is the one of equal ranks. */
    @Test
    void onALineRowsArePairedInOrder() {
        int n = 300;
        double[] x = new SplittableRandom(1).doubles(n).toArray();
        double[] y = new SplittableRandom(2).doubles(n).map(v -> 3 * v - 1).toArray();
        Matrix mapped = matrix(Arrays.stream(x).mapToObj(v -> new double[] {v}).toArray(double[][]::new));
        Matrix target = matrix(Arrays.stream(y).mapToObj(v -> new double[] {v}).toArray(double[][]::new));
        double value = new EarthMover(1, Cost.SQUARED).bind(KERNELS, n, 1).forward(0, mapped, target);
        Arrays.sort(x);
        Arrays.sort(y);
        double expected = 0;
        for (int i = 0; i < n; i++) {
            expected += (x[i] - y[i]) * (x[i] - y[i]) / n;
        }
        assertThat(value).isCloseTo(expected, within(1e-12));
    }

    @Test
    void rowsThatLieOnTheirTargetsHaveNoGradient() {
        Matrix rows = matrix(new double[][] {{1, 2}, {3, 4}});
        Discrepancy.Computation bound = new EarthMover(1, Cost.EUCLIDEAN).bind(KERNELS, 2, 2);
        assertThat(bound.forward(0, rows, rows)).isZero();
        Matrix gradient = matrix(new double[2][2]);
        bound.backward(gradient);
        assertThat(gradient.array().norm1Number().doubleValue()).isZero();
    }

    @Test
    void theWeightMustBeAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EarthMover(0, Cost.SQUARED))
                .withMessageContaining("found 0.0");
    }

    private static Matrix matrix(double[][] rows) {
        Matrix m = Matrix.zeros(DataType.DOUBLE, rows.length, rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                m.put(i, j, rows[i][j]);
            }
        }
        return m;
    }
}
