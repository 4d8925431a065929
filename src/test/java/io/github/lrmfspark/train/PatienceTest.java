package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.objective.LossTerms;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of 100 steps in rounds of 5, with an evaluation after each; the last quarter begins with round 15, at step 75. */
class PatienceTest {
    private static final int FREQUENCY = 5;
    private static final int STEPS = 100;

    private static List<HistoryPoint> history(String losses) {
        List<String> totals = List.of(losses.split(" ", -1));
        return IntStream.range(0, totals.size())
                .mapToObj(i -> new HistoryPoint(
                        i * FREQUENCY, LossTerms.of(Map.of("total", Double.parseDouble(totals.get(i))))))
                .toList();
    }

    @ParameterizedTest(name = "patience {0}, losses {1}: round {2}")
    @CsvSource({
        "3, 9 8 7 6 5,         4",
        "3, 9 5 6 7,           3",
        "3, 9 5 6 7 8,         15",
        "3, 9 5 5 5 5,         15",
        "3, 9 5 6 7 4 5 6,     6",
        "3, 9 5 6 7 4 5 6 7,   15",
        "3, 9 5 6 7 8 1 0,     15",
        "0, 9 9 9 9 9 9 9 9 9, 8",
        "1, 9 9,               15"
    })
    void theRoundAfterALossThatFellNoMoreIsTheFirstOfTheLastQuarter(int evaluations, String losses, int next) {
        List<HistoryPoint> history = history(losses);
        assertThat(new Patience(evaluations, STEPS, FREQUENCY).next(history.size() - 1, history))
                .isEqualTo(next);
    }

    @Test
    void stepsLeftOutAreThoseBetweenTheLossAndTheLastQuarter() {
        Patience patience = new Patience(3, STEPS, FREQUENCY);
        List<HistoryPoint> history = history("9 5 6 7 8");

        assertThat(patience.skipped(20, history)).isZero();
        assertThat(patience.skipped(80, history)).isEqualTo(75 - 20);
        assertThat(patience.reason(history))
                .isEqualTo("the held-out loss fell no more: 55 steps after step 20 were left out");
        assertThat(patience.reason(history("9 5 4"))).isEqualTo("all steps done");
    }

    @Test
    void inTheLastQuarterNothingIsLeftOut() {
        String flat = "9 8 7 6 5 4 3 2 1 0 -1 -2 -3 -4 -5 -5 -5 -5 -5";
        Patience patience = new Patience(3, STEPS, FREQUENCY);

        assertThat(patience.next(18, history(flat))).isEqualTo(18);
        assertThat(patience.skipped(90, history(flat))).isZero();
    }
}
