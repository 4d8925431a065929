package io.github.lrmfspark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SyntheticDigitsTest {
    private static final SyntheticDigits DIGITS = new SyntheticDigits(203, 7);

    @Test
    void equalDescriptionsGiveEqualImagesAndOtherSeedsOthers() {
        SyntheticDigits same = new SyntheticDigits(203, 7);
        SyntheticDigits other = new SyntheticDigits(203, 8);
        assertThat(DIGITS.source()).isEqualTo(same.source()).isNotEqualTo(other.source());
        assertThat(DIGITS.target()).isEqualTo(same.target()).isNotEqualTo(other.target());
    }

    @Test
    void imagesAreSixteenBySixteenFromPaperToInk() {
        for (Sample digits : new Sample[] {DIGITS.source(), DIGITS.target()}) {
            assertThat(digits.rows().rows()).isEqualTo(203);
            assertThat(digits.rows().dimension()).isEqualTo(256);
            for (int row = 0; row < 203; row++) {
                float[] image = new float[256];
                digits.rows().copyRow(row, image, 0);
                double most = 0;
                double ink = 0;
                for (float pixel : image) {
                    assertThat(pixel).isBetween(0f, 1f);
                    most = Math.max(most, pixel);
                    ink += pixel;
                }
                assertThat(most).isGreaterThan(0.6);
                assertThat(ink).isBetween(5.0, 128.0);
            }
        }
    }

    @Test
    void bothDomainsHaveAllLabelsEquallyOften() {
        for (Sample digits : new Sample[] {DIGITS.source(), DIGITS.target()}) {
            for (int label = 0; label < 10; label++) {
                int wanted = label;
                assertThat(Arrays.stream(digits.labels())
                                .filter(l -> l == wanted)
                                .count())
                        .isBetween(20L, 21L);
            }
            int[] sorted = Arrays.stream(digits.labels()).sorted().toArray();
            assertThat(digits.labels()).isNotEqualTo(sorted);
        }
    }

    @Test
    void sourceIsWrittenByTheThickerPen() {
        assertThat(ink(DIGITS.source())).isGreaterThan(1.5 * ink(DIGITS.target()));
    }

    private static double ink(Sample digits) {
        double ink = 0;
        for (float pixel : digits.rows().toArray()) {
            ink += pixel;
        }
        return ink / digits.rows().rows();
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new SyntheticDigits(9, 1))
                .withMessage("Expected at least 10 rows; found 9");
    }
}
