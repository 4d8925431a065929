package io.github.lrmfspark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.objective.MaximumLikelihood;
import io.github.lrmfspark.objective.ObjectiveBench;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class KnownPairsTest {
    private static final PackedRows SOURCES = PackedRows.of(1, new float[] {1, 5, 0});
    private static final PackedRows IMAGES = PackedRows.of(1, new float[] {3, 5, 8});

    /** T = 2a + 1 maps 1, 5 and 0 to 3, 11 and 1: squares 0, 36 and 49. Every step draws other pairs. */
    @Test
    void eachRowIsTheSquareOfAPair() {
        ObjectiveBench bench =
                new ObjectiveBench(new KnownPairs(LuLinear.of(1), 2, SOURCES, IMAGES, 7), DataType.DOUBLE, 4);
        bench.values.putScalar(0, Math.log(2));
        bench.values.putScalar(1, 1);
        bench.bound.prepare();
        Set<Double> totals = new HashSet<>();
        double[] terms = new double[2];
        for (int step = 0; step < 20; step++) {
            bench.bound.step(step);
            totals.add(bench.bound.forward(bench.a, bench.b).total());
            for (int i = 0; i < 4; i++) {
                bench.bound.rowTerms(i, terms);
                assertThat(terms[0]).matches(v -> v < 1e-9 || Math.abs(v - 72) < 1e-9 || Math.abs(v - 98) < 1e-9);
            }
        }
        assertThat(totals).hasSizeGreaterThan(5);
        bench.bound.step(3);
        double total = bench.bound.forward(bench.a, bench.b).total();
        assertThat(bench.bound.forward(bench.a, bench.b).total())
                .as("the same step again")
                .isEqualTo(total);
    }

    @Test
    void aSumHasTheTermsOfBoth() {
        LogLikelihoodRatio ratio = LogLikelihoodRatio.of(LuLinear.of(1), Flows.gaussian(1));
        ObjectiveBench bench = new ObjectiveBench(
                new Sum(ratio, new KnownPairs(LuLinear.of(1), 2, SOURCES, IMAGES, 7)), DataType.DOUBLE, 4);
        LossTerms terms = bench.bound.forward(bench.a, bench.b);
        assertThat(terms.names()).containsExactly("sourceNll", "targetNll", "logDet", "knownPairs", "total");
        assertThat(terms.total())
                .isCloseTo(
                        terms.value("sourceNll")
                                + terms.value("targetNll")
                                - terms.value("logDet")
                                + terms.value("knownPairs"),
                        within(1e-12));
    }

    @Test
    void aSumIsOfLossesOfTheSameModels() {
        LogLikelihoodRatio ratio = LogLikelihoodRatio.of(LuLinear.of(2), Flows.gaussian(2));
        KnownPairs ofLine = new KnownPairs(LuLinear.of(1), 2, SOURCES, IMAGES, 7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sum(ratio, ofLine))
                .withMessageContaining("found 2 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sum(ratio, MaximumLikelihood.of(Flows.gaussian(2), Flows.gaussian(2))))
                .withMessageContaining("[transform[6], density[6]]; found [sourceDensity[6], targetDensity[6]]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sum(ofLine, ofLine))
                .withMessageContaining("[knownPairs, knownPairs, total]");
    }

    @Test
    void pairsMustBeWholeAndOfTheMapsDimension() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KnownPairs(LuLinear.of(1), 2, SOURCES, IMAGES.slice(0, 2), 7))
                .withMessageContaining("length 1, one or more; found PackedRows[3, 1] and PackedRows[2, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KnownPairs(LuLinear.of(1), 2, SOURCES.slice(0, 0), IMAGES.slice(0, 0), 7));
        assertThatIllegalArgumentException().isThrownBy(() -> new KnownPairs(LuLinear.of(2), 2, SOURCES, IMAGES, 7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KnownPairs(LuLinear.of(1), 0, SOURCES, IMAGES, 7))
                .withMessageContaining("found 0.0");
    }
}
