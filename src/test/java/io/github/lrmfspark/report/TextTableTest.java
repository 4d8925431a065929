package io.github.lrmfspark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void firstColumnIsAlignedToTheLeftAndTheOthersToTheRight() {
        TextTable table = TextTable.of("metric", "before", "after")
                .row("labelAccuracy", "0.93", "1.0")
                .row("x", "0.29123", "");
        assertThat(table).hasToString("""
            metric          before  after
            labelAccuracy     0.93    1.0
            x              0.29123
            """);
    }

    @Test
    void rowsHaveTheHeadersLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextTable.of("a", "b").row("c"))
                .withMessage("Expected 2 cells; found [c]");
        assertThatIllegalArgumentException().isThrownBy(TextTable::of);
    }
}
