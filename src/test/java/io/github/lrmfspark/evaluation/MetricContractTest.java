package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.statistics.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every metric. A new metric is one line in the table. */
public class MetricContractTest {
    /** A difference between swapped sets that says that the figure is not meant to be symmetric. */
    private static final double ANY = Double.POSITIVE_INFINITY;

    /**
     * A metric, its figure for equal samples and how far off it may be, how far off it may be for fresh samples of 1,000 and
     * 700 rows, and how far apart the figures of two sets and of the same two swapped may be.
     */
    record Entry(
            String name, Supplier<Metric> metric, double perfect, double rounding, double floor, double asymmetry) {
        double of(AlignedSamples samples) {
            return estimate(samples).value();
        }

        Estimate estimate(AlignedSamples samples) {
            return figure(metric.get(), name, samples);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Entry> table() {
        return List.of(
                new Entry("domainClassifierAuc", () -> new DomainClassifier(5), 0.5, 0, 0.05, 0.02),
                new Entry("domainClassifierAccuracy", () -> new DomainClassifier(5), 0.5, 0, 0.05, 0.02),
                new Entry("mmd2", () -> new MaximumMeanDiscrepancy(500, 50, 5), 0, 0.003, 0.005, 0.01),
                new Entry("slicedWasserstein2", () -> new SlicedWasserstein2(64, 5), 0, 0, 0.5, 1e-12),
                new Entry("frechet", FrechetDistance::new, 0, 1e-9, 0.5, 1e-9),
                new Entry("meanDifference", MeanDifference::new, 0, 0, 0.1, ANY),
                new Entry("covarianceDifference", CovarianceDifference::new, 0, 0, 0.2, ANY),
                new Entry("neighbourOverlap", () -> new NeighbourOverlap(10, 500, 5), 1, 0, 0, 1e-12),
                new Entry("trustworthiness", () -> new Trustworthiness(10, 500, 5), 1, 0, 0, 1e-12),
                new Entry("coordinateCorrelation", CoordinateCorrelation::new, 1, 1e-12, 1e-12, 1e-12),
                new Entry("transportCost", TransportCost::new, 0, 0, 0, 0),
                new Entry("logDetSpread", LogDetSpread::new, 0, 0, 0, 0),
                new Entry("roundTripError", RoundTripError::new, 0, 0, 0, 0),
                new Entry("roundTripErrorMean", RoundTripError::new, 0, 0, 0, 0),
                new Entry("labelAccuracy", () -> new LabelAccuracy(1), 1, 0, 0.01, ANY),
                new Entry("labelAccuracyLogistic", () -> new LogisticLabelAccuracy(5), 1, 0.01, 0.01, ANY));
    }

    private static final Sample ONE = new SyntheticDomains(Kind.BLOBS, 1_000, 3, 0, 0.1, 1).target();
    private static final Sample FRESH = new SyntheticDomains(Kind.BLOBS, 2_000, 3, 0, 0.1, 1).target();
    private static final Sample OTHER = new SyntheticDomains(Kind.BLOBS, 400, 3, 70, 0.1, 1).source();

    @ParameterizedTest
    @MethodSource("table")
    void equalSamplesScorePerfectly(Entry entry) {
        assertThat(entry.of(AlignedSamples.unaligned(ONE, ONE))).isCloseTo(entry.perfect, within(entry.rounding));
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
        Estimate figure = entry.estimate(samples);
        assertThat(entry.estimate(samples)).isEqualTo(figure);
        assertThat(figure.value()).isFinite();
    }

    @ParameterizedTest
    @MethodSource("table")
    void theIntervalContainsTheFigure(Entry entry) {
        Estimate figure = entry.estimate(AlignedSamples.unaligned(OTHER, ONE));
        assertThat(figure.value()).isBetween(figure.low(), figure.high());
        assertThat(figure.high() - figure.low()).isFinite();
    }

    @ParameterizedTest
    @MethodSource("table")
    void swappedSetsAreAsFarApart(Entry entry) {
        Sample one = slice(ONE, 0, 400);
        double there = entry.of(AlignedSamples.unaligned(OTHER, one));
        double back = entry.of(AlignedSamples.unaligned(one, OTHER));
        assertThat(back).isCloseTo(there, within(entry.asymmetry));
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
        double[] logDet = new double[broken.rows()];
        Arrays.fill(logDet, Double.NaN);
        double figure = entry.of(
                AlignedSamples.of(OTHER, broken, ONE).withReturned(broken).withLogDet(logDet));
        assertThat(figure == 0 || !Double.isFinite(figure)).isTrue();
    }

    public static Estimate figure(Metric metric, String name, AlignedSamples samples) {
        return Objects.requireNonNull(metric.of(samples).get(name), name);
    }

    static Sample slice(Sample sample, int from, int to) {
        return new Sample(sample.rows().slice(from, to), Arrays.copyOfRange(sample.labels(), from, to));
    }
}
