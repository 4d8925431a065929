package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedRowsTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "1000, 64", "300000, 1", "3, 300000"})
    void returnsWhatWasAdded(int rows, int dimension) {
        List<float[]> vectors = TestSets.normal(rows, dimension, 1);
        PackedRows packed = TestSets.packed(vectors);

        assertThat(packed.rows()).isEqualTo(rows);
        assertThat(packed.dimension()).isEqualTo(dimension);
        float[] row = new float[dimension + 1];
        for (int i = 0; i < rows; i++) {
            packed.copyRow(i, row, 1);
            assertThat(Arrays.compare(row, 1, dimension + 1, vectors.get(i), 0, dimension))
                    .isZero();
        }
        assertThat(packed.value(rows - 1, dimension - 1)).isEqualTo(vectors.get(rows - 1)[dimension - 1]);
        assertThat(PackedRows.of(dimension, packed.toArray())).isEqualTo(packed);
    }

    @Test
    void slicesAcrossChunks() {
        PackedRows packed = TestSets.packed(TestSets.normal(600_000, 1, 2));

        PackedRows slice = packed.slice(262_000, 525_000);

        assertThat(slice.rows()).isEqualTo(263_000);
        assertThat(slice.value(0, 0)).isEqualTo(packed.value(262_000, 0));
        assertThat(slice.value(262_999, 0)).isEqualTo(packed.value(524_999, 0));
        assertThat(packed.slice(5, 5).rows()).isZero();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> PackedRows.of(3, new float[4]))
                .hasMessage("Expected whole rows of 3 values; found 4 values");
        assertThatThrownBy(() -> new PackedRows.Builder(2).add(new float[3]))
                .hasMessage("Expected a vector of length 2; found 3");
        assertThatThrownBy(() -> new PackedRows.Builder(0)).hasMessage("Expected a dimension of at least 1; found 0");
        assertThatThrownBy(() -> PackedRows.of(2, new float[4]).slice(1, 3))
                .hasMessage("Expected rows within 0 … 2; found 1 … 3");
    }
}
