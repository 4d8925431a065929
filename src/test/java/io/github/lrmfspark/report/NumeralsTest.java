package io.github.lrmfspark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0          | 0",
                "1          | 1.00",
                "0.93457    | 0.935",
                "0.9996     | 1.00",
                "-0.00705   | −0.00705",
                "12.345     | 12.3",
                "999.7      | 1,000",
                "21846.2    | 21,846",
                "0.00031249 | 0.000312",
                "3.192e-8   | 3.19×10⁻⁸",
                "-2e-12     | −2×10⁻¹²",
                "1.2345e15  | 1.23×10¹⁵",
            })
    void realNumbersHaveThreeSignificantDigits(double value, String text) {
        assertThat(Numerals.real(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-7.00281 | 0.0203 | −7.003",
                "0.0203   | 0.0203 | 0.020",
                "1234.56  | 31     | 1,235",
                "0.5      | 1e-12  | 0.500",
                "0.999867 | 3.4e-5 | 0.999867",
                "0.00004  | 0.0007 | 0.00004",
                "4.51e-8  | 7.6e-6 | 4.51×10⁻⁸",
                "0        | 7.6e-6 | 0",
            })
    void measuredNumbersHaveTheDigitsThatTheirErrorLeaves(double value, double error, String text) {
        assertThat(Numerals.measured(value, error)).isEqualTo(text);
    }

    @Test
    void wholeNumbersHaveAllTheirDigits() {
        assertThat(Numerals.whole(-1_048_576)).isEqualTo("−1,048,576");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0.2", "-3, 1, 1", "0, 8000, 2000", "6.98, 9.2, 0.5", "1e-9, 3e-9, 5e-10"})
    void ticksAreRoundAndWithinTheAxis(double low, double high, double step) {
        Axis axis = new Axis(low, high, 0, 100);
        assertThat(axis.step(5)).isCloseTo(step, within(1e-6 * step));
        assertThat(DoubleStream.of(axis.ticks(step)).boxed())
                .hasSizeBetween(3, 6)
                .allMatch(tick -> tick >= low - 1e-9 * step && tick <= high + 1e-9 * step);
    }

    @Test
    void anAxisHasAWidthWhateverTheValues() {
        assertThat(Axis.over(DoubleStream.of(3, 3, Double.NaN), 0, 10)).isEqualTo(new Axis(2.5, 3.5, 0, 10));
        assertThat(Axis.over(DoubleStream.empty(), 0, 10).pixel(0.5)).isEqualTo(5);
    }
}
