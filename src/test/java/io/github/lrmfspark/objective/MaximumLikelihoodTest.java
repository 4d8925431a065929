package io.github.lrmfspark.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.StandardNormal;
import io.github.lrmfspark.flow.TransformedDistribution;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class MaximumLikelihoodTest {
    /** p(a) = 2 N(2a + 1; 0, 1) and p(b) = N(b; 0, 1), at a = 1, −1 and b = 2, 0. */
    @Test
    void termsAreThoseOfTheDefinition() {
        Objective objective = MaximumLikelihood.of(
                TransformedDistribution.of(LuLinear.of(1), StandardNormal.of(1)), StandardNormal.of(1));
        ObjectiveBench bench = new ObjectiveBench(objective, DataType.DOUBLE, 2);
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
    void densitiesMustBeOfOneDimension() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximumLikelihood.of(Flows.gaussian(2), Flows.gaussian(3)))
                .withMessageContaining("found 2 and 3");
    }
}
