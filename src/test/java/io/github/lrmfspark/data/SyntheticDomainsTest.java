package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticDomainsTest {
    @ParameterizedTest
    @EnumSource
    void equalDescriptionsGiveEqualRowsAndOtherSeedsOthers(Kind kind) {
        SyntheticDomains domains = new SyntheticDomains(kind, 101, 2, 50, 0.1, 7);
        SyntheticDomains same = new SyntheticDomains(kind, 101, 2, 50, 0.1, 7);
        SyntheticDomains other = new SyntheticDomains(kind, 101, 2, 50, 0.1, 8);
        assertThat(domains.source()).isEqualTo(same.source());
        assertThat(domains.target()).isEqualTo(same.target());
        assertThat(domains.source()).isNotEqualTo(other.source());
        assertThat(domains.target()).isNotEqualTo(other.target());
    }

    @ParameterizedTest
    @EnumSource
    void sourceIsAFreshDraw(Kind kind) {
        SyntheticDomains domains = new SyntheticDomains(kind, 50, 2, 0, 0.1, 7);
        assertThat(domains.source().rows()).isNotEqualTo(domains.target().rows());
        assertThat(domains.source().labels()).hasSize(50);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MOONS")
    void everyDimensionIsDrawn(Kind kind) {
        for (int dimension : new int[] {1, 3, 8}) {
            SyntheticDomains domains = new SyntheticDomains(kind, 20, dimension, 30, 0, 1);
            assertThat(domains.source().rows().dimension()).isEqualTo(dimension);
            assertThat(domains.source().rows().rows()).isEqualTo(20);
            for (float value : domains.source().rows().toArray()) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void classesAreEquallyLargeAndShuffled() {
        int[] labels =
                new SyntheticDomains(Kind.CLUSTERS, 1_003, 2, 0, 0, 3).target().labels();
        for (int label = 0; label < 10; label++) {
            int wanted = label;
            assertThat(Arrays.stream(labels).filter(l -> l == wanted).count()).isBetween(100L, 101L);
        }
        assertThat(labels).isNotEqualTo(Arrays.stream(labels).sorted().toArray());
    }

    @Test
    void moonsAreHalfCircles() {
        Sample moons = new SyntheticDomains(Kind.MOONS, 200, 2, 0, 0, 1).target();
        for (int i = 0; i < 200; i++) {
            double x = moons.rows().value(i, 0);
            double y = moons.rows().value(i, 1);
            boolean outer = moons.labels()[i] == 0;
            assertThat(outer ? Math.hypot(x, y) : Math.hypot(x - 1, y - 0.5)).isCloseTo(1, within(1e-6));
            assertThat(outer ? y : 0.5 - y).isBetween(-1e-6, 1.0);
        }
    }

    @Test
    void moonsTurnClockwiseAboutTheirMean() {
        PackedRows straight =
                new SyntheticDomains(Kind.MOONS, 100, 2, 0, 0.05, 1).source().rows();
        PackedRows turned =
                new SyntheticDomains(Kind.MOONS, 100, 2, 90, 0.05, 1).source().rows();
        for (int i = 0; i < 100; i++) {
            double x = straight.value(i, 0) - 0.5;
            double y = straight.value(i, 1) - 0.25;
            assertThat(turned.value(i, 0) - 0.5).isCloseTo(y, within(1e-6));
            assertThat(turned.value(i, 1) - 0.25).isCloseTo(-x, within(1e-6));
        }
    }

    @Test
    void turningKeepsDistancesAndMakesTheAngle() {
        PackedRows straight =
                new SyntheticDomains(Kind.GAUSSIANS, 10, 6, 0, 0, 1).source().rows();
        PackedRows turned =
                new SyntheticDomains(Kind.GAUSSIANS, 10, 6, 60, 0, 1).source().rows();
        for (int i = 0; i < 10; i++) {
            double before = 0;
            double after = 0;
            double product = 0;
            for (int d = 0; d < 6; d++) {
                before += straight.value(i, d) * straight.value(i, d);
                after += turned.value(i, d) * turned.value(i, d);
                product += straight.value(i, d) * turned.value(i, d);
            }
            assertThat(after).isCloseTo(before, within(1e-4));
            assertThat(product).isCloseTo(before / 2, within(1e-4));
        }
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        refused("Expected dimension 2 for moons; found 3", Kind.MOONS, 10, 3, 0, 0);
        refused("Expected at least 10 rows; found 9", Kind.CLUSTERS, 9, 2, 0, 0);
        refused("Expected a dimension of at least 1; found 0", Kind.BLOBS, 10, 0, 0, 0);
        refused("Expected finite noise of at least 0; found -0.1", Kind.BLOBS, 10, 2, 0, -0.1);
        refused("Expected a finite rotation in degrees; found NaN", Kind.BLOBS, 10, 2, Double.NaN, 0);
    }

    private static void refused(String message, Kind kind, int rows, int dimension, double rotation, double noise) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new SyntheticDomains(kind, rows, dimension, rotation, noise, 1))
                .withMessage(message);
    }
}
