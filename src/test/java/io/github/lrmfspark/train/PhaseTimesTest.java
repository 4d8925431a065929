package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhaseTimesTest {
    private final PhaseTimes times = new PhaseTimes();

    @Test
    void phasesStandInTheirOrderAndThoseOfOneNameTogether() {
        assertThat(times.time("b", () -> 1)).isEqualTo(1);
        times.time("a", () -> 2);
        double first = times.seconds().getOrDefault("b", 0.0);
        times.time("b", () -> 3);
        assertThat(times.seconds()).containsOnlyKeys("b", "a");
        assertThat(times.seconds().keySet()).containsExactly("b", "a");
        assertThat(times.seconds().getOrDefault("b", 0.0)).isGreaterThanOrEqualTo(first);
    }

    @Test
    void aPhaseThatFailsCounts() {
        assertThatThrownBy(() -> times.time("a", () -> {
                    throw new IOException("of a");
                }))
                .isInstanceOf(IOException.class);
        assertThat(times.seconds()).containsKey("a");
    }

    @Test
    void thoseOfAPartAreAdded() {
        times.add(Map.of("a", 1.5));
        times.add(Map.of("a", 2.0));
        assertThat(times.seconds()).containsExactlyEntriesOf(Map.of("a", 3.5));
    }
}
