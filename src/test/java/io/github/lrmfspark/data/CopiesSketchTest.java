package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopiesSketchTest {

    /** Copies are scattered over parts, and parts are sent before they are merged. */
    @ParameterizedTest(name = "{1} copies among {0} others in {2} parts: {3} to {4}")
    @CsvSource({
        "0, 0, 1, 0, 0",
        "3000, 1, 1, 1, 1",
        "3000, 2, 7, 2, 2",
        "100000, 100, 1, 100, 185",
        "100000, 100, 40, 100, 185"
    })
    void boundsTheCopiesOfTheCommonestVector(int others, int copies, int parts, long least, long most) {
        CopiesSketch merged = new CopiesSketch();
        for (int p = 0; p < parts; p++) {
            int part = p;
            CopiesSketch sketch = new CopiesSketch();
            LongStream.range(0, others + copies)
                    .filter(row -> row % parts == part)
                    .map(row -> Math.max(0, row - copies + 1))
                    .forEach(sketch::add);
            merged.merge(SerializationUtils.clone(sketch));
        }
        assertThat(merged.atMost()).isBetween(least, most);
    }
}
