package io.github.lrmfspark.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.kernel.Matrix;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How exactly a field is followed, and how its divergence is estimated. */
class ContinuousFlowTest {
    private static final int HIDDEN = 6;
    /** Of a method of order 4, twice the steps leave a sixteenth of the error. */
    private static final double FALL = 10;

    private static Bijector.Computation bound(int dimension, int steps, int rows) {
        ContinuousFlow flow = ContinuousFlow.of(dimension, HIDDEN, 2, steps, 7);
        INDArray values = Nd4j.zeros(DataType.DOUBLE, flow.parameterSpec().size());
        SplittableRandom random = new SplittableRandom(3);
        for (int p = 0; p < values.length(); p++) {
            values.putScalar(p, 0.8 * random.nextGaussian());
        }
        return flow.bind(Binding.forward(DataType.DOUBLE, rows, Parameters.of(values, flow.parameterSpec())));
    }

    private static Matrix row(double... values) {
        Matrix x = Matrix.zeros(DataType.DOUBLE, 1, values.length);
        for (int j = 0; j < values.length; j++) {
            x.put(0, j, values[j]);
        }
        return x;
    }

    @Test
    void theErrorOfTheInverseFallsAsThatOfOrderFour() {
        assertThat(returned(8)).isGreaterThan(1e-9).isLessThan(returned(4) / FALL);
        assertThat(returned(16)).isLessThan(returned(8) / FALL);
    }

    private static double returned(int steps) {
        Bijector.Computation flow = bound(2, steps, 1);
        Matrix logDet = Matrix.zeros(DataType.DOUBLE, 1, 1);
        Matrix x = flow.inverse(flow.forward(row(0.4, -0.9), logDet), logDet);
        return Math.hypot(x.value(0, 0) - 0.4, x.value(0, 1) + 0.9);
    }

    @Test
    void theErrorOfLogDetFallsAsThatOfOrderFour() {
        assertThat(logDetError(8)).isGreaterThan(1e-10).isLessThan(logDetError(4) / FALL);
        assertThat(logDetError(16)).isLessThan(logDetError(8) / FALL);
    }

    private static double logDetError(int steps) {
        Bijector.Computation flow = bound(2, steps, 1);
        Matrix logDet = Matrix.zeros(DataType.DOUBLE, 1, 1);
        double h = 1e-5;
        double[][] jacobian = new double[2][2];
        for (int j = 0; j < 2; j++) {
            double[] at = {0.4, -0.9};
            at[j] += h;
            Matrix up = flow.forward(row(at), logDet);
            double[] y = {up.value(0, 0), up.value(0, 1)};
            at[j] -= 2 * h;
            Matrix down = flow.forward(row(at), logDet);
            for (int i = 0; i < 2; i++) {
                jacobian[i][j] = (y[i] - down.value(0, i)) / (2 * h);
            }
        }
        logDet.put(0, 0, 0);
        flow.forward(row(0.4, -0.9), logDet);
        double determinant = new LUDecomposition(new Array2DRowRealMatrix(jacobian)).getDeterminant();
        return Math.abs(logDet.value(0, 0) - Math.log(Math.abs(determinant)));
    }

    /** In 9 dimensions log|det| is estimated; in 8, of which the ninth coordinate knows nothing, it is exact. */
    @Test
    void theEstimateIsRightInTheMean() {
        int rows = 20_000;
        Bijector.Computation flow = bound(9, 2, rows);
        Matrix x = Matrix.zeros(DataType.DOUBLE, rows, 9);
        Matrix logDet = Matrix.zeros(DataType.DOUBLE, rows, 1);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 9; j++) {
                x.put(i, j, 0.1 * (j - 4));
            }
        }
        flow.forward(x, logDet);
        double mean = logDet.array().meanNumber().doubleValue();
        double error = logDet.array().stdNumber().doubleValue() / Math.sqrt(rows);
        assertThat(error).isPositive();
        assertThat(mean).isCloseTo(numericLogDet(), within(4 * error + 0.01));
    }

    private static double numericLogDet() {
        Bijector.Computation flow = bound(9, 2, 1);
        Matrix logDet = Matrix.zeros(DataType.DOUBLE, 1, 1);
        double[][] jacobian = new double[9][9];
        for (int j = 0; j < 9; j++) {
            double[][] ends = new double[2][9];
            for (int side = 0; side < 2; side++) {
                double[] at = new double[9];
                for (int k = 0; k < 9; k++) {
                    at[k] = 0.1 * (k - 4) + (k == j ? (side == 0 ? 1e-5 : -1e-5) : 0);
                }
                Matrix y = flow.forward(row(at), logDet);
                for (int i = 0; i < 9; i++) {
                    ends[side][i] = y.value(0, i);
                }
            }
            for (int i = 0; i < 9; i++) {
                jacobian[i][j] = (ends[0][i] - ends[1][i]) / 2e-5;
            }
        }
        return Math.log(Math.abs(new LUDecomposition(new Array2DRowRealMatrix(jacobian)).getDeterminant()));
    }
}
