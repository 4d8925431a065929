package io.github.lrmfspark.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.FlowOptions;
import io.github.lrmfspark.flow.Flows;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The discrepancy by itself, as a term beside the likelihoods and as an objective of its own. */
class SlicedWassersteinTest {
    private static final int N = 6;
    private static final int D = 3;
    private static final FlowOptions FLOW = new FlowOptions(FlowOptions.Kind.REAL_NVP, 2, 5, 1);

    static Stream<Objective> objectives() {
        SlicedWasserstein sliced = new SlicedWasserstein(3, 10, 1);
        return Stream.of(
                new Matching(Flows.transform(FLOW, D, 1), sliced),
                LogLikelihoodRatio.of(Flows.transform(FLOW, D, 1), Flows.density(FLOW, D, 1))
                        .plus(sliced));
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void gradientsAreThoseOfFiniteDifferences(Objective objective) {
        Bench bench = new Bench(objective);
        bench.bound.step(4);
        bench.bound.forward(bench.a, bench.b);
        bench.bound.backward();
        INDArray analytic = bench.gradient.dup();
        double h = 1e-6;
        for (int p = 0; p < bench.values.length(); p++) {
            double at = bench.values.getDouble(p);
            double numeric = (bench.lossAt(p, at + h) - bench.lossAt(p, at - h)) / (2 * h);
            bench.values.putScalar(p, at);
            assertThat(analytic.getDouble(p))
                    .as("parameter %d", p)
                    .isCloseTo(numeric, within(1e-6 * (1 + Math.abs(numeric))));
        }
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void theLossIsTheMeanOfItsRows(Objective objective) {
        Bench bench = new Bench(objective);
        LossTerms terms = bench.bound.forward(bench.a, bench.b);
        double[] row = new double[objective.termNames().length];
        double mean = 0;
        for (int i = 0; i < N; i++) {
            bench.bound.rowTerms(i, row);
            mean += row[row.length - 1] / N;
        }
        assertThat(mean).isCloseTo(terms.total(), within(1e-12));
    }

    /** In one dimension every direction is ±1: 0 2 against 5 1 is matched as 0 1 and 2 5. */
    @Test
    void oneDimensionIsMatchedInOrder() {
        Matrix mapped = column(2, 0);
        Matrix target = column(1, 5);
        Discrepancy.Bound bound =
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
        Discrepancy.Bound bound = new SlicedWasserstein(1, 10, 1).bind(Kernels.of(DataType.DOUBLE, 2), 2, 1);
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

    /** An objective bound to random parameters and two random batches. */
    private static final class Bench {
        final INDArray values;
        final INDArray gradient;
        final Objective.Bound bound;
        final Matrix a;
        final Matrix b;

        Bench(Objective objective) {
            values = Nd4j.zeros(DataType.DOUBLE, objective.parameterCount());
            gradient = Nd4j.zeros(DataType.DOUBLE, objective.parameterCount());
            Kernels kernels = Kernels.of(DataType.DOUBLE, objective.kernelRows(N));
            Binding binding = Binding.of(kernels, N, objective.parameterSpec(), values, gradient);
            bound = objective.bind(binding);
            SplittableRandom random = new SplittableRandom(5);
            a = gaussian(random);
            b = gaussian(random);
            bound.initialise(a, b, random);
            for (int p = 0; p < values.length(); p++) {
                values.putScalar(p, values.getDouble(p) + 0.2 * random.nextGaussian());
            }
            bound.prepare();
        }

        double lossAt(int parameter, double value) {
            values.putScalar(parameter, value);
            bound.prepare();
            return bound.forward(a, b).total();
        }

        private static Matrix gaussian(SplittableRandom random) {
            Matrix m = Matrix.zeros(DataType.DOUBLE, N, D);
            for (int j = 0; j < D; j++) {
                for (int i = 0; i < N; i++) {
                    m.put(i, j, random.nextGaussian());
                }
            }
            return m;
        }
    }
}
