package io.github.lrmfspark.evaluation;

import static io.github.lrmfspark.evaluation.MetricContractTest.figure;
import static io.github.lrmfspark.evaluation.MetricContractTest.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.experiment.DigitCodes;
import io.github.lrmfspark.experiment.SyntheticDigits;
import io.github.lrmfspark.statistics.Moments;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of doing nothing, which an alignment has to beat; an independent implementation gave the same. */
class UnalignedBaselineTest {
    private static final Metric WASSERSTEIN = new SlicedWasserstein2(128, 1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void moons(long seed) {
        SyntheticDomains domains = new SyntheticDomains(Kind.MOONS, 1_000, 2, 50, 0.05, seed);
        AlignedSamples samples = AlignedSamples.unaligned(domains.source(), domains.target());
        assertThat(figure(new LabelAccuracy(1), "labelAccuracy", samples).value())
                .isCloseTo(0.93, within(0.02));
        assertThat(figure(WASSERSTEIN, "slicedWasserstein2", samples).value()).isCloseTo(0.29, within(0.005));

        SyntheticDomains straight = new SyntheticDomains(Kind.MOONS, 1_000, 2, 0, 0.05, seed);
        AlignedSamples floor = AlignedSamples.unaligned(straight.source(), straight.target());
        assertThat(figure(WASSERSTEIN, "slicedWasserstein2", floor).value()).isCloseTo(0.012, within(0.002));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void clusters(long seed) {
        SyntheticDomains domains = new SyntheticDomains(Kind.CLUSTERS, 2_000, 64, 56, 0.05, seed);
        Sample target = standardised(domains.target());
        AlignedSamples across = AlignedSamples.unaligned(standardised(domains.source()), target);
        assertThat(figure(new LabelAccuracy(5), "labelAccuracy", across).value())
                .isBetween(0.77, 0.88);

        AlignedSamples within = AlignedSamples.unaligned(slice(target, 0, 1_000), slice(target, 1_000, 2_000));
        assertThat(figure(new LabelAccuracy(5), "labelAccuracy", within).value())
                .isGreaterThanOrEqualTo(0.997);
    }

    /** Beside nearest neighbours that are looked for one by one. */
    @Test
    void drawnDigits() {
        SyntheticDigits digits = new SyntheticDigits(200, 1);
        Sample source = digits.source();
        Sample target = digits.target();
        int right = 0;
        for (int i = 0; i < 200; i++) {
            int nearest = 0;
            for (int j = 1; j < 200; j++) {
                nearest = squaredDistance(source, i, target, j) < squaredDistance(source, i, target, nearest)
                        ? j
                        : nearest;
            }
            right += source.labels()[i] == target.labels()[nearest] ? 1 : 0;
        }
        double accuracy = figure(new LabelAccuracy(1), "labelAccuracy", AlignedSamples.unaligned(source, target))
                .value();
        assertThat(accuracy).isCloseTo(right / 200.0, within(1e-12)).isBetween(0.2, 0.99);
    }

    private static double squaredDistance(Sample a, int i, Sample b, int j) {
        double sum = 0;
        for (int d = 0; d < a.rows().dimension(); d++) {
            sum += Math.pow(a.rows().value(i, d) - b.rows().value(j, d), 2);
        }
        return sum;
    }

    @Test
    void digits() throws IOException {
        Sample source = DigitCodes.read("usps-test");
        Sample target = DigitCodes.read("mnist-train");
        double accuracy = figure(new LabelAccuracy(1), "labelAccuracy", AlignedSamples.unaligned(source, target))
                .value();
        assertThat(accuracy).isCloseTo(0.828, within(0.0005));
    }

    private static Sample standardised(Sample sample) {
        Moments moments = Moments.of(sample.rows());
        int dimension = sample.rows().dimension();
        float[] values = sample.rows().toArray();
        for (int i = 0; i < values.length; i++) {
            int d = i % dimension;
            values[i] = (float) ((values[i] - moments.mean()[d]) / Math.sqrt(moments.covariance()[d][d]));
        }
        return new Sample(PackedRows.of(dimension, values), sample.labels());
    }
}
