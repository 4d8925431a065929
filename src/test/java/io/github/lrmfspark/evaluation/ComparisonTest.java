package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.evaluation.Comparison.Column;
import io.github.lrmfspark.statistics.AffineMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ComparisonTest {
    private static final SyntheticDomains GAUSSIANS = new SyntheticDomains(Kind.GAUSSIANS, 400, 5, 40, 0, 1);
    private static final AlignedSamples BEFORE = AlignedSamples.unaligned(GAUSSIANS.source(), GAUSSIANS.target());
    private static final List<Metric> METRICS = List.of(
            new FrechetDistance(),
            new MeanDifference(),
            new CovarianceDifference(),
            new TransportCost(),
            new LogDetSpread(),
            new RoundTripError(),
            new LabelAccuracy(1));
    private static final Comparison COMPARISON =
            Comparison.of(METRICS, BEFORE, BEFORE, FloorDraws.of(GAUSSIANS.target(), BEFORE, 1), false, 1);

    @ParameterizedTest
    @EnumSource(Column.class)
    void everyColumnHasEveryFigure(Column column) {
        assertThat(COMPARISON.of(column).values().keySet())
                .containsExactlyElementsOf(
                        METRICS.stream().flatMap(m -> m.names().stream()).toList());
        assertThat(value(column, "logDetSpread")).isLessThan(1e-12);
        assertThat(value(column, "roundTripError")).isLessThan(1e-4);
    }

    @ParameterizedTest
    @EnumSource(names = {"GAUSSIAN", "CORAL"})
    void gaussiansAreAlignedByTheirMoments(Column column) {
        assertThat(value(column, "frechet")).isLessThan(1e-9);
        assertThat(value(column, "meanDifference")).isLessThan(1e-9);
        assertThat(value(column, "covarianceDifference")).isLessThan(1e-9);
    }

    @Test
    void ofTheMapsThatMatchBothMomentsTransportMovesTheLeast() {
        assertThat(value(Column.GAUSSIAN, "transportCost")).isLessThan(value(Column.CORAL, "transportCost"));
    }

    @Test
    void standardisingMatchesMeansAndDeviationsOnly() {
        assertThat(value(Column.STANDARDISED, "meanDifference")).isLessThan(1e-9);
        assertThat(value(Column.STANDARDISED, "frechet")).isBetween(0.01, value(Column.BEFORE, "frechet"));
        Moments image = BEFORE.mappedBy(AffineMap.standardising(BEFORE.mappedMoments(), BEFORE.targetMoments()))
                .mappedMoments();
        for (int d = 0; d < 5; d++) {
            assertThat(image.covariance()[d][d])
                    .isCloseTo(BEFORE.targetMoments().covariance()[d][d], within(1e-9));
        }
    }

    @Test
    void theFloorIsLowerThanNoMapAndNotNothing() {
        assertThat(value(Column.FLOOR, "frechet")).isBetween(0.0025, value(Column.BEFORE, "frechet") / 4);
        Sample one = new Sample(BEFORE.target().rows().slice(0, 1), new int[] {0});
        AlignedSamples samples = AlignedSamples.unaligned(BEFORE.source(), one);
        assertThat(Comparison.of(METRICS, samples, samples, FloorDraws.of(one, samples, 1), false, 1)
                        .of(Column.FLOOR)
                        .values())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"BEFORE", "AFTER", "FLOOR"})
    void momentsOfAllRowsAreTheMapsOwn(Column column) {
        AlignedSamples aligned = BEFORE.mappedBy(map(column));
        Moments ofRows = Moments.of(aligned.mapped());
        for (int d = 0; d < 5; d++) {
            assertThat(aligned.mappedMoments().mean()[d]).isCloseTo(ofRows.mean()[d], within(1e-5));
            assertThat(aligned.mappedMoments().covariance()[d]).containsExactly(ofRows.covariance()[d], within(1e-4));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"BEFORE", "AFTER", "FLOOR"})
    void aSetWithoutSpreadHasNoWayBack(Column column) {
        Sample flat = Sample.unlabelled(PackedRows.of(2, new float[] {0, 1, 1, 1, 2, 1}));
        Sample round = Sample.unlabelled(PackedRows.of(2, new float[] {0, 0, 1, 2, 2, 0}));
        AlignedSamples samples = AlignedSamples.unaligned(round, flat);
        AlignedSamples aligned = samples.mappedBy(map(column, samples.mappedMoments(), samples.targetMoments()));
        assertThat(aligned.returned()).isNull();
        assertThat(aligned.logDet()).isNull();
        assertThat(aligned.mapped().value(0, 1)).isCloseTo(1, within(1e-3f));
    }

    private static AffineMap map(Column column) {
        return map(column, BEFORE.mappedMoments(), BEFORE.targetMoments());
    }

    private static AffineMap map(Column column, Moments a, Moments b) {
        return switch (column) {
            case STANDARDISED -> AffineMap.standardising(a, b);
            case GAUSSIAN -> AffineMap.gaussian(a, b);
            case CORAL -> AffineMap.coral(a, b);
            default -> throw new IllegalArgumentException(column.name());
        };
    }

    private static double value(Column column, String name) {
        return COMPARISON.of(column).get(name).value();
    }
}
