package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When lengths are told, and which. */
class LengthsTest {
    /** The second target row has the length; the first one has one. */
    @ParameterizedTest
    @CsvSource({"1, true", "1.0009, true", "0.9991, true", "1.0011, false", "0.9989, false", "0, false", "NaN, false"})
    void areToldWhereEveryTargetRowHasLengthOne(float length, boolean told) {
        Optional<Lengths> lengths = lengths(new float[] {3, 4}, 0.6f, 0.8f, 0, -length);
        assertThat(lengths.isPresent()).isEqualTo(told);
        lengths.ifPresent(of -> assertThat(of.targetMean()).isEqualTo((1 + length) / 2.0, within(1e-6)));
    }

    @Test
    void areTheMeanTheLeastAndTheGreatest() {
        Lengths lengths = lengths(new float[] {3, 4, 0, 0, 0.6f, 0.8f}, 1, 0).orElseThrow();
        assertThat(lengths.targetMean()).isEqualTo(1);
        assertThat(lengths.mappedMean()).isEqualTo(2, within(1e-6));
        assertThat(lengths.mappedLeast()).isZero();
        assertThat(lengths.mappedGreatest()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "1.0009, true", "0.9991, true", "1.0011, false", "0.9989, false", "0, false", "NaN, false"})
    void mappedRowsAreOneByTheSameMark(float length, boolean one) {
        assertThat(lengths(new float[] {0, 1, length, 0}, 1, 0).orElseThrow().areAllOne())
                .isEqualTo(one);
    }

    private static Optional<Lengths> lengths(float[] mapped, float... target) {
        PackedRows rows = PackedRows.of(2, mapped);
        Sample source = Sample.unlabelled(rows);
        return Lengths.of(AlignedSamples.of(source, rows, Sample.unlabelled(PackedRows.of(2, target))));
    }
}
