package io.github.lrmfspark.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.experiment.LatentMeans;
import io.github.lrmfspark.experiment.LogDetVariance;
import io.github.lrmfspark.flow.AffineCoupling;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Coupling.Moved;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.StandardNormal;
import io.github.lrmfspark.flow.TransformedDistribution;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** The terms beside the likelihoods, by hand. Gradients are in the contract test. */
class TermTest {
    /** T = 2a + 1 and z = 3x: T(a) = 3, −1 and b = 2, 4 have latents of mean 3 and 9. */
    @Test
    void latentMeansAreThoseOfTheDensity() {
        Objective objective = LogLikelihoodRatio.of(
                        LuLinear.of(1), TransformedDistribution.of(LuLinear.of(1), StandardNormal.of(1)))
                .plus(new LatentMeans(0.5));
        ObjectiveBench bench = new ObjectiveBench(objective, DataType.DOUBLE, 2);
        bench.values.putScalar(0, Math.log(2));
        bench.values.putScalar(1, 1);
        bench.values.putScalar(2, Math.log(3));
        bench.values.putScalar(3, 0);
        bench.a.put(0, 0, 1);
        bench.a.put(1, 0, -1);
        bench.b.put(0, 0, 2);
        bench.b.put(1, 0, 4);
        bench.bound.prepare();
        LossTerms terms = bench.bound.forward(bench.a, bench.b);
        assertThat(terms.value("latentMeans")).isCloseTo(0.5 * 36, within(1e-12));
        assertThat(terms.total())
                .isCloseTo(
                        terms.value("sourceNll")
                                + terms.value("targetNll")
                                - terms.value("logDet")
                                + terms.value("latentMeans"),
                        within(1e-12));
    }

    @Test
    void theVarianceIsThatOfTheLogDeterminants() {
        Bijector bent = AffineCoupling.of(2, Moved.SECOND_HALF, 3, 1);
        ObjectiveBench bench = new ObjectiveBench(
                LogLikelihoodRatio.of(bent, StandardNormal.of(2)).plus(new LogDetVariance(3)), DataType.DOUBLE, 5);
        double variance = bench.bound.forward(bench.a, bench.b).value("logDetVariance") / 3;
        double[] terms = new double[5];
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < 5; i++) {
            bench.bound.rowTerms(i, terms);
            mean += terms[2] / 5;
            squares += terms[2] * terms[2] / 5;
        }
        assertThat(variance).isCloseTo(squares - mean * mean, within(1e-12)).isGreaterThan(1e-3);
    }

    @Test
    void anAffineMapStretchesAllRowsAlike() {
        ObjectiveBench bench = new ObjectiveBench(
                LogLikelihoodRatio.of(LuLinear.of(2), Flows.gaussian(2)).plus(new LogDetVariance(3)),
                DataType.DOUBLE,
                5);
        assertThat(bench.bound.forward(bench.a, bench.b).value("logDetVariance"))
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void aTermIsThereOnce() {
        LogLikelihoodRatio ratio =
                LogLikelihoodRatio.of(LuLinear.of(2), Flows.gaussian(2)).plus(new LogDetVariance(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ratio.plus(new LogDetVariance(1)))
                .withMessageContaining("logDetVariance");
    }

    @Test
    void weightsMustBeAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatentMeans(0))
                .withMessageContaining("found 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogDetVariance(Double.NaN))
                .withMessageContaining("found NaN");
    }
}
