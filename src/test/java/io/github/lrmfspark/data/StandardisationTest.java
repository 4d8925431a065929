package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StandardisationTest {
    private static final Standardisation BY = new Standardisation(new double[] {1, -2}, new double[] {2, 0.5});

    @Test
    void rowsAreStandardisedOneByOneAndTheOriginalsKept() {
        PackedRows rows = PackedRows.of(2, new float[] {3, -2, 1, -1, -1, -2.5f});

        assertThat(BY.of(rows)).isEqualTo(PackedRows.of(2, new float[] {1, 0, 0, 2, -1, -1}));
        assertThat(rows.toArray()).containsExactly(3, -2, 1, -1, -1, -2.5f);
        assertThat(BY.of(PackedRows.of(2, new float[0])).rows()).isZero();
    }

    @Test
    void meanAndScaleAreOfOneLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Standardisation(new double[2], new double[3]))
                .withMessage("Expected mean and scale of one length; found 2 and 3");
    }
}
