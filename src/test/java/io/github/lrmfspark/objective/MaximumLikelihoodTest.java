package io.github.lrmfspark.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.flow.FlowOptions;
import io.github.lrmfspark.flow.FlowOptions.Kind;
import io.github.lrmfspark.flow.Flows;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.StandardNormal;
import io.github.lrmfspark.flow.TransformedDistribution;
import io.github.lrmfspark.objective.LogLikelihoodRatioTest.Bench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class MaximumLikelihoodTest {
    private static final int N = 6;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void gradientsAreThoseOfFiniteDifferences(Kind kind) {
        Bench bench = new Bench(objective(kind), DataType.DOUBLE, N);
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

    /** p(a) = 2 N(2a + 1; 0, 1) and p(b) = N(b; 0, 1), at a = 1, −1 and b = 2, 0. */
    @Test
    void termsAreThoseOfTheDefinition() {
        Objective objective = MaximumLikelihood.of(
                TransformedDistribution.of(LuLinear.of(1), StandardNormal.of(1)), StandardNormal.of(1));
        Bench bench = new Bench(objective, DataType.DOUBLE, 2);
        bench.values.putScalar(0, Math.log(2));
        bench.values.putScalar(1, 1);
        bench.a.put(0, 0, 1);
        bench.a.put(1, 0, -1);
        bench.b.put(0, 0, 2);
        bench.b.put(1, 0, 0);
        bench.bound.prepare();
        LossTerms terms = bench.bound.forward(bench.a, bench.b);
        double halfLog2Pi = 0.5 * Math.log(2 * Math.PI);
        assertThat(terms.value("sourceNll")).isCloseTo(halfLog2Pi + (9 + 1) / 4.0 - Math.log(2), within(1e-12));
        assertThat(terms.value("targetNll")).isCloseTo(halfLog2Pi + 4 / 4.0, within(1e-12));
        assertThat(terms.total()).isCloseTo(terms.value("sourceNll") + terms.value("targetNll"), within(1e-12));
    }

    @Test
    void theLossIsTheMeanOfItsRows() {
        Bench bench = new Bench(objective(Kind.AFFINE), DataType.DOUBLE, N);
        LossTerms terms = bench.bound.forward(bench.a, bench.b);
        double[] mean = new double[3];
        double[] row = new double[3];
        for (int i = 0; i < N; i++) {
            bench.bound.rowTerms(i, row);
            for (int k = 0; k < 3; k++) {
                mean[k] += row[k] / N;
            }
        }
        for (int k = 0; k < 3; k++) {
            assertThat(mean[k]).isCloseTo(terms.value(terms.names().get(k)), within(1e-12));
        }
    }

    @Test
    void densitiesMustBeOfOneDimension() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximumLikelihood.of(Flows.gaussian(2), Flows.gaussian(3)))
                .withMessageContaining("found 2 and 3");
    }

    private static Objective objective(Kind kind) {
        FlowOptions flow = new FlowOptions(kind, 3, 4, 2);
        return MaximumLikelihood.of(Flows.density(flow, 3, 1), Flows.density(flow, 3, 2));
    }
}
