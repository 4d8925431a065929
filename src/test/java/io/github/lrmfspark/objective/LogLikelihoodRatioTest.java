package io.github.lrmfspark.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.StandardNormal;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LogLikelihoodRatioTest {
    /** T = 2a + 1 and p = N(0, 1): every term by hand. */
    @Test
    void termsAreThoseOfTheDefinition() {
        Objective objective = LogLikelihoodRatio.of(LuLinear.of(1), StandardNormal.of(1));
        Matrix a = Matrix.zeros(DataType.DOUBLE, 2, 1);
        Matrix b = Matrix.zeros(DataType.DOUBLE, 2, 1);
        a.put(0, 0, 1);
        a.put(1, 0, -1);
        b.put(0, 0, 2);
        INDArray values = Nd4j.createFromArray(Math.log(2), 1.0);
        Binding binding = Binding.of(
                Kernels.of(DataType.DOUBLE, 4), 2, objective.parameterSpec(), values, Nd4j.zeros(DataType.DOUBLE, 2));
        LossTerms terms = objective.bind(binding).forward(a, b);
        double halfLog2Pi = 0.5 * Math.log(2 * Math.PI);
        assertThat(terms.value("sourceNll")).isCloseTo(halfLog2Pi + (9 + 1) / 4.0, within(1e-12));
        assertThat(terms.value("targetNll")).isCloseTo(halfLog2Pi + 4 / 4.0, within(1e-12));
        assertThat(terms.value("logDet")).isCloseTo(Math.log(2), within(1e-12));
        assertThat(terms.total()).isCloseTo(2 * halfLog2Pi + 3.5 - Math.log(2), within(1e-12));
    }

    @Test
    void anEstimateIsTheMeanOverAllRowsWithItsStandardError() {
        Objective objective = LogLikelihoodRatio.of(LuLinear.of(1), StandardNormal.of(1));
        int rows = 300;
        float[] source = new float[rows];
        float[] target = new float[rows + 7];
        SplittableRandom random = new SplittableRandom(3);
        double mean = 0;
        double square = 0;
        for (int i = 0; i < rows; i++) {
            source[i] = (float) random.nextGaussian();
            double nll = 0.5 * source[i] * source[i] + 0.5 * Math.log(2 * Math.PI);
            mean += nll / rows;
            square += nll * nll / rows;
        }
        LossEstimate estimate = new LossEvaluator(
                        objective, new DomainRows(PackedRows.of(1, source), PackedRows.of(1, target)))
                .evaluate(Nd4j.zeros(DataType.FLOAT, 2));
        assertThat(estimate.pairs()).isEqualTo(rows);
        assertThat(estimate.mean("sourceNll")).isCloseTo(mean, within(1e-5));
        assertThat(estimate.standardError("sourceNll"))
                .isCloseTo(Math.sqrt((square - mean * mean) / (rows - 1)), within(1e-5));
        assertThat(estimate.standardError("logDet")).isZero();
    }

    @Test
    void transformAndDensityMustBeOfOneDimension() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogLikelihoodRatio.of(LuLinear.of(2), Flows.gaussian(3)))
                .withMessageContaining("found 2 and 3");
    }
}
