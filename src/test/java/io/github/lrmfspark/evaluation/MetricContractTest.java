package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every metric. A new metric is one line in the table. */
class MetricContractTest {
    /** A metric, its figure for equal samples, and how far off it may be for fresh samples of 1,000 and 700 rows. */
    record Entry(String name, Supplier<Metric> metric, double perfect, double floor) {
        double of(AlignedSamples samples) {
            return figure(metric.get(), name, samples).value();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Entry> table() {
        return List.of(
                new Entry("meanDifference", MeanDifference::new, 0, 0.1),
                new Entry("covarianceDifference", CovarianceDifference::new, 0, 0.2),
                new Entry("slicedWasserstein2", () -> new SlicedWasserstein2(64, 5), 0, 0.5),
                new Entry("roundTripError", RoundTripError::new, 0, 0),
                new Entry("roundTripErrorMean", RoundTripError::new, 0, 0),
                new Entry("labelAccuracy", () -> new LabelAccuracy(1), 1, 0.01));
    }

    private static final Sample ONE = new SyntheticDomains(Kind.BLOBS, 1_000, 3, 0, 0.1, 1).target();
    private static final Sample FRESH = new SyntheticDomains(Kind.BLOBS, 2_000, 3, 0, 0.1, 1).target();
    private static final Sample OTHER = new SyntheticDomains(Kind.BLOBS, 400, 3, 70, 0.1, 1).source();

    @ParameterizedTest
    @MethodSource("table")
    void equalSamplesScorePerfectly(Entry entry) {
        assertThat(entry.of(AlignedSamples.unaligned(ONE, ONE))).isEqualTo(entry.perfect);
    }

    @ParameterizedTest
    @MethodSource("table")
    void freshSamplesOfOneDistributionScoreTheFloor(Entry entry) {
        Sample source = slice(FRESH, 0, 1_000);
        Sample target = slice(FRESH, 1_300, 2_000);
        assertThat(entry.of(AlignedSamples.unaligned(source, target))).isCloseTo(entry.perfect, within(entry.floor));
    }

    @ParameterizedTest
    @MethodSource("table")
    void equalSamplesGiveEqualFigures(Entry entry) {
        AlignedSamples samples = AlignedSamples.unaligned(OTHER, ONE);
        double figure = entry.of(samples);
        assertThat(entry.of(samples)).isEqualTo(figure).isFinite();
    }

    @ParameterizedTest
    @MethodSource("table")
    void oneRowASideIsNoException(Entry entry) {
        AlignedSamples samples = AlignedSamples.unaligned(slice(ONE, 0, 1), slice(ONE, 1, 2));
        assertThatCode(() -> entry.of(samples)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("table")
    void rowsThatAreNotFiniteAreNoException(Entry entry) {
        float[] values = OTHER.rows().toArray();
        Arrays.fill(values, Float.NaN);
        values[0] = Float.POSITIVE_INFINITY;
        PackedRows broken = PackedRows.of(3, values);
        double figure = entry.of(AlignedSamples.of(OTHER, broken, ONE).withReturned(broken));
        assertThat(figure == 0 || !Double.isFinite(figure)).isTrue();
    }

    static Estimate figure(Metric metric, String name, AlignedSamples samples) {
        return Objects.requireNonNull(metric.of(samples).get(name), name);
    }

    static Sample slice(Sample sample, int from, int to) {
        return new Sample(sample.rows().slice(from, to), Arrays.copyOfRange(sample.labels(), from, to));
    }
}
