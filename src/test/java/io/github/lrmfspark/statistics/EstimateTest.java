package io.github.lrmfspark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.ClusterAgreement;
import io.github.lrmfspark.evaluation.CovarianceDifference;
import io.github.lrmfspark.evaluation.FrechetDistance;
import io.github.lrmfspark.evaluation.LogDetSpread;
import io.github.lrmfspark.evaluation.MaximumMeanDiscrepancy;
import io.github.lrmfspark.evaluation.MeanDifference;
import io.github.lrmfspark.evaluation.Metric;
import io.github.lrmfspark.evaluation.MetricContractTest;
import io.github.lrmfspark.evaluation.NeighbourOverlap;
import io.github.lrmfspark.evaluation.RoundTripError;
import io.github.lrmfspark.evaluation.SlicedWasserstein2;
import io.github.lrmfspark.evaluation.TransportCost;
import io.github.lrmfspark.evaluation.Trustworthiness;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EstimateTest {
    private static final int DRAWS = 80;
    private static final int ROWS = 300;

    @Test
    void meanAndItsInterval() {
        Estimate estimate = Estimate.ofMean(new double[] {1, 2, 3, 4});
        assertThat(estimate.value()).isEqualTo(2.5);
        assertThat(estimate.high()).isCloseTo(2.5 + 1.959964 * Math.sqrt(5.0 / 3 / 4), within(1e-6));
        assertThat(estimate.low()).isCloseTo(2.5 - 1.959964 * Math.sqrt(5.0 / 3 / 4), within(1e-6));
    }

    @Test
    void influencesOfBothSetsAddInSquares() {
        double[] s = {1, 3};
        double[] t = {0, 2, 4};
        assertThat(Estimate.ofInfluence(7, s, t).high())
                .isCloseTo(7 + 1.959964 * Math.sqrt(2.0 / 2 + 4.0 / 3), within(1e-5));
        assertThat(Estimate.ofInfluence(7, s, 200, t, 400).high())
                .isCloseTo(7 + 1.959964 * Math.sqrt(2.0 / 200 + 4.0 / 400), within(1e-5));
        assertThat(Estimate.ofInfluence(7, new double[1], t).high()).isNaN();
    }

    /** √f moves by s / 2√f where f moves by s. */
    @Test
    void aRootHasTheSlopeOfTheRoot() {
        Estimate root = Estimate.ofRoot(4, new double[] {1, 3}, new double[] {0, 2, 4});
        assertThat(root.value()).isEqualTo(2);
        assertThat(root.high()).isCloseTo(2 + 1.959964 * Math.sqrt(2.0 / 2 + 4.0 / 3) / 4, within(1e-5));
        assertThat(Estimate.ofRoot(0, new double[] {1, 3}, new double[0])).isEqualTo(Estimate.exact(0));
    }

    /** Table I of Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998. */
    @Test
    void proportionsHaveWilsonsInterval() {
        assertInterval(Estimate.ofProportion(81, 263), 0.2553, 0.3662);
        assertInterval(Estimate.ofProportion(15, 148), 0.0624, 0.1605);
        assertInterval(Estimate.ofProportion(0, 20), 0, 0.1611);
        assertInterval(Estimate.ofProportion(1, 29), 0.0061, 0.1718);
    }

    @Test
    void theMeanOfTwoProportionsIsNarrowerThanEither() {
        Estimate mean = Estimate.ofProportion(80, 100).meanWith(Estimate.ofProportion(60, 100));
        assertThat(mean.value()).isCloseTo(0.7, within(1e-12));
        assertThat(mean.high() - mean.low()).isBetween(0.1, 0.14);
    }

    @Test
    void anIntervalIsCutToWhatCanBe() {
        assertThat(Estimate.of(0.5, 1).within(0, 1)).isEqualTo(new Estimate(0.5, 0, 1, null));
    }

    static List<Metric> metrics() {
        return List.of(
                new MaximumMeanDiscrepancy(ROWS, 1, 1),
                new SlicedWasserstein2(16, 1),
                new FrechetDistance(),
                new MeanDifference(),
                new CovarianceDifference(),
                new TransportCost(),
                new LogDetSpread(),
                new RoundTripError(),
                new NeighbourOverlap(10, ROWS, 1),
                new Trustworthiness(10, ROWS, 1),
                new ClusterAgreement(1));
    }

    /** The standard error that the intervals speak of is the deviation of the figure over fresh draws, or errs to the wide side. */
    @ParameterizedTest
    @MethodSource("metrics")
    void intervalsAreAsWideAsFiguresScatter(Metric metric) {
        String name = metric.names().get(metric.names().size() - 1);
        double[] values = new double[DRAWS];
        double[] errors = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            Estimate estimate = MetricContractTest.figure(metric, name, draw(new SplittableRandom(draw)));
            values[draw] = estimate.value();
            errors[draw] = (estimate.high() - estimate.low()) / 2 / 1.959964;
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (DRAWS - 1);
        assertThat(Arrays.stream(errors).average().orElseThrow() / Math.sqrt(variance))
                .isBetween(0.75, 1.5);
    }

    /** Two Gaussians apart by a shift and a scale, mapped by x ↦ x + 0.3 x². */
    private static AlignedSamples draw(SplittableRandom random) {
        Sample source = gaussian(random, ROWS, 0, 1);
        Sample target = gaussian(random, ROWS / 2, 0.5f, 1.5f);
        float[] values = source.rows().toArray();
        double[] logDet = new double[ROWS];
        for (int i = 0; i < values.length; i++) {
            logDet[i / 3] += Math.log(Math.abs(1 + 0.6 * values[i]));
            values[i] += 0.3f * values[i] * values[i];
        }
        PackedRows mapped = PackedRows.of(3, values);
        return AlignedSamples.of(source, mapped, target).withReturned(mapped).withLogDet(logDet);
    }

    private static Sample gaussian(SplittableRandom random, int rows, float shift, float scale) {
        float[] values = new float[rows * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = shift + scale * (float) random.nextGaussian();
        }
        return Sample.unlabelled(PackedRows.of(3, values));
    }

    private static void assertInterval(Estimate estimate, double low, double high) {
        assertThat(estimate.low()).isCloseTo(low, within(5e-5));
        assertThat(estimate.high()).isCloseTo(high, within(5e-5));
    }
}
