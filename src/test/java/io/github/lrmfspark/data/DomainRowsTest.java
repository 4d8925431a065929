package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DomainRowsTest {
    private static final DomainRows ROWS =
            new DomainRows(PackedRows.of(1, new float[] {0, 1, 2, 3, 4}), PackedRows.of(1, new float[] {5, 6}));

    @Test
    void aFoldIsEveryKthRow() {
        assertThat(ROWS.without(1, 3).source().toArray()).containsExactly(0, 2, 3);
        assertThat(ROWS.without(1, 3).target().toArray()).containsExactly(5);
        assertThat(ROWS.without(2, 3).source().toArray()).containsExactly(0, 1, 3, 4);
        assertThat(ROWS.without(2, 3).target()).isEqualTo(ROWS.target());
    }

    @Test
    void firstRowsAreAsManyAsThereAre() {
        assertThat(ROWS.first(3).source().toArray()).containsExactly(0, 1, 2);
        assertThat(ROWS.first(3).target()).isEqualTo(ROWS.target());
    }
}
