package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.CodeBase;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.statistics.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every metric. A new metric is one line in the table. */
public class MetricContractTest {
    /**
     * A figure and its metric, how far off its best value it may be for equal samples, and how far off for fresh samples of
     * 1,000 and 700 rows.
     */
    record Entry(String name, Supplier<Metric> metric, double rounding, double floor) {
        Figure figure() {
            return metric.get().figures().stream()
                    .filter(figure -> figure.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        double of(AlignedSamples samples) {
            return estimate(samples).value();
        }

        Estimate estimate(AlignedSamples samples) {
            return MetricContractTest.figure(metric.get(), name, samples);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** In the order of a report. */
    static List<Entry> table() {
        return List.of(
                new Entry("domainClassifierAuc", () -> new DomainClassifier(5), 0, 0.05),
                new Entry("domainClassifierAccuracy", () -> new DomainClassifier(5), 0, 0.05),
                new Entry("mmd2", () -> new MaximumMeanDiscrepancy(500, 50, 5), 0.003, 0.005),
                new Entry("slicedWasserstein2", () -> new SlicedWasserstein2(64, 5), 0, 0.5),
                new Entry("frechet", FrechetDistance::new, 1e-9, 0.5),
                new Entry("meanDifference", MeanDifference::new, 0, 0.1),
                new Entry("covarianceDifference", CovarianceDifference::new, 0, 0.2),
                new Entry("neighbourOverlap", () -> new NeighbourOverlap(10, 500, 5), 0, 0),
                new Entry("trustworthiness", () -> new Trustworthiness(10, 500, 5), 0, 0),
                new Entry("coordinateCorrelation", CoordinateCorrelation::new, 1e-12, 1e-12),
                new Entry("clusterAgreement", () -> new ClusterAgreement(5), 1e-12, 0.6),
                new Entry("transportCost", TransportCost::new, 0, 0),
                new Entry("logDetSpread", LogDetSpread::new, 0, 0),
                new Entry("roundTripError", RoundTripError::new, 0, 0),
                new Entry("roundTripErrorMean", RoundTripError::new, 0, 0),
                new Entry("labelAccuracy", () -> new LabelAccuracy(1), 0, 0.01),
                new Entry("labelAccuracyLogistic", () -> new LogisticLabelAccuracy(5), 0.01, 0.01));
    }

    /**
     * A figure that two sets and the same two swapped have in common.
     *
     * @param tolerance how far apart they may be
     * @param unit of the figure, by the target's moments
     */
    record Distance(String name, Supplier<Metric> metric, double tolerance, ToDoubleFunction<Moments> unit) {
        Distance(String name, Supplier<Metric> metric, double tolerance) {
            this(name, metric, tolerance, target -> 1);
        }

        double of(AlignedSamples samples) {
            return figure(metric.get(), name, samples).value() * unit.applyAsDouble(samples.targetMoments());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Figures of a map alone are none of them, nor are labels, which the target teaches. */
    static List<Distance> distances() {
        return List.of(
                new Distance("domainClassifierAuc", () -> new DomainClassifier(5), 0.02),
                new Distance("domainClassifierAccuracy", () -> new DomainClassifier(5), 0.02),
                new Distance("mmd2", () -> new MaximumMeanDiscrepancy(500, 50, 5), 0.01),
                new Distance("slicedWasserstein2", () -> new SlicedWasserstein2(64, 5), 1e-12),
                new Distance("frechet", FrechetDistance::new, 1e-9),
                new Distance("meanDifference", MeanDifference::new, 1e-12, m -> Math.sqrt(m.totalVariance())),
                new Distance("covarianceDifference", CovarianceDifference::new, 1e-12, MetricContractTest::norm));
    }

    /** In the Frobenius norm. */
    private static double norm(Moments moments) {
        return Math.sqrt(Arrays.stream(moments.covariance())
                .flatMapToDouble(Arrays::stream)
                .map(c -> c * c)
                .sum());
    }

    private static final Sample ONE = new SyntheticDomains(Kind.BLOBS, 1_000, 3, 0, 0.1, 1).target();
    private static final Sample FRESH = new SyntheticDomains(Kind.BLOBS, 2_000, 3, 0, 0.1, 1).target();
    private static final Sample OTHER = new SyntheticDomains(Kind.BLOBS, 400, 3, 70, 0.1, 1).source();

    @Test
    void everyMetricStandsInTheTable() {
        CodeBase.assertAllIn(table().stream().map(entry -> entry.metric.get()), Metric.class);
        assertThat(table())
                .extracting(Entry::name)
                .isEqualTo(Evaluation.figures().stream().map(Figure::name).toList());
    }

    @ParameterizedTest
    @MethodSource("table")
    void equalSamplesScorePerfectly(Entry entry) {
        assertThat(entry.of(AlignedSamples.unaligned(ONE, ONE)))
                .isCloseTo(entry.figure().best(), within(entry.rounding));
    }

    @ParameterizedTest
    @MethodSource("table")
    void freshSamplesOfOneDistributionScoreTheFloor(Entry entry) {
        Sample source = slice(FRESH, 0, 1_000);
        Sample target = slice(FRESH, 1_300, 2_000);
        assertThat(entry.of(AlignedSamples.unaligned(source, target)))
                .isCloseTo(entry.figure().best(), within(entry.floor));
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
    @MethodSource("distances")
    void swappedSetsAreAsFarApart(Distance distance) {
        Sample one = slice(ONE, 0, 400);
        double there = distance.of(AlignedSamples.unaligned(OTHER, one));
        double back = distance.of(AlignedSamples.unaligned(one, OTHER));
        assertThat(there).isGreaterThan(distance.tolerance());
        assertThat(back).isCloseTo(there, within(distance.tolerance()));
    }

    /** Every row is moved far, to where another row was, and never comes back. */
    @ParameterizedTest
    @MethodSource("table")
    void aMapThatSpoilsIsWorseThanTheBest(Entry entry) {
        PackedRows rows = ONE.rows();
        float[] values = new float[rows.rows() * rows.dimension()];
        double[] logDet = new double[rows.rows()];
        for (int i = 0; i < rows.rows(); i++) {
            logDet[i] = i % 7;
            for (int j = 0; j < rows.dimension(); j++) {
                values[i * rows.dimension() + j] = 30 - 3 * rows.value((i * 611 + 5) % rows.rows(), j);
            }
        }
        PackedRows spoilt = PackedRows.of(rows.dimension(), values);
        double figure = entry.of(
                AlignedSamples.of(ONE, spoilt, ONE).withReturned(spoilt).withLogDet(logDet));
        double least = Math.max(entry.floor, 0.1);
        switch (entry.figure().better()) {
            case LOWER -> assertThat(figure).isGreaterThan(entry.figure().best() + least);
            case HIGHER -> assertThat(figure).isLessThan(entry.figure().best() - least);
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void oneRowASideIsNoException(Entry entry) {
        AlignedSamples samples = AlignedSamples.unaligned(slice(ONE, 0, 1), slice(ONE, 1, 2));
        assertThatCode(() -> Evaluation.of(List.of(entry.metric.get()), samples))
                .doesNotThrowAnyException();
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
