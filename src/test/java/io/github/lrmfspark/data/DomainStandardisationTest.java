package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainStandardisationTest {
    private static final double[] MEAN = {5, 6, 7};

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "0,     0,     1",
        "0,     1e-33, 1",
        "2e-9,  4e-9,  2",
        "1e-33, 1e-9,  1048576",
        "3,     0,     9.094947017729282e-13",
        "4,     1e-9,  2.5e-10"
    })
    void aCoordinateConstantInTheTargetIsShiftedAndScaledAndNotLearnt(double ofSource, double ofTarget, double ratio) {
        DomainStandardisation by =
                DomainStandardisation.of(new Marginals(MEAN, new double[] {2, ofSource, 3}), marginals(1, ofTarget, 4));

        assertThat(by.constant()).containsExactly(1);
        assertThat(by.learnt()).containsExactly(0, 2);
        assertThat(by.source().scale()).containsExactly(2, 1, 3);
        assertThat(by.target().scale()).containsExactly(1, ratio, 4);
        assertThat(by.source().mean()).isEqualTo(MEAN);
        assertThat(by.ofLearnt().source().mean()).containsExactly(5, 7);
        assertThat(by.ofLearnt().target().scale()).containsExactly(1, 4);
    }

    @Test
    void aCoordinateConstantInTheSourceAloneIsLearntAndIsZero() {
        DomainStandardisation by = DomainStandardisation.of(marginals(2, 1e-9, 3), marginals(1, 5, 4));

        assertThat(by.constant()).isEmpty();
        assertThat(by.source().scale()).containsExactly(2, 2, 3);
        assertThat(by.target().scale()).containsExactly(1, 5, 4);
    }

    @Test
    void pixelsAreAllLearntAndThoseThatAreConstantOnAScaleThatDoesNotShow() {
        DomainStandardisation by = DomainStandardisation.ofImages(marginals(2, 0, 3), marginals(1, 0, 4));

        assertThat(by.constant()).isEmpty();
        assertThat(by.source().scale()).containsExactly(2, 2, 3);
        assertThat(by.target().scale()).containsExactly(1, 0x1p-20, 4);
    }

    private static Marginals marginals(double... deviation) {
        return new Marginals(new double[deviation.length], deviation);
    }
}
