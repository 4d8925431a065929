package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of all trainings, by the seconds of the steps so far. */
class PlanTest {
    private static final Duration LEFT = Duration.ofSeconds(10);

    private final Plan plan = new Plan(List.of(
            new Plan.Part("affine start", 100, 1), new Plan.Part("training", 200, 3), new Plan.Part("polish", 50, 2)));

    @Test
    void trainingsThatHaveNotBegunTakeWhatTheirStepsCost() {
        assertThat(plan.left("affine start", 50, 10, LEFT)).isEqualTo(LEFT.plusMillis(140_000));
        assertThat(plan.number("affine start")).isEqualTo(1);
        assertThat(plan.number("polish")).isEqualTo(3);
        assertThat(plan.size()).isEqualTo(3);
    }

    @Test
    void allStepsSoFarCount() {
        plan.left("affine start", 100, 20, LEFT);
        assertThat(plan.left("training", 100, 100, LEFT)).isEqualTo(LEFT.plusMillis(30_000));
        assertThat(plan.left("polish", 50, 5, Duration.ZERO)).isEqualTo(Duration.ZERO);
    }

    @Test
    void aResumedTrainingBringsItsSeconds() {
        assertThat(plan.left("training", 150, 90, LEFT)).isEqualTo(LEFT.plusMillis(20_000));
    }

    @Test
    void aTrainingThatIsNotPlannedIsTheOnlyOne() {
        Plan none = new Plan(List.of());
        assertThat(none.left("training", 1, 1, LEFT)).isEqualTo(LEFT);
        assertThat(none.number("training")).isEqualTo(1);
        assertThat(none.size()).isEqualTo(1);
    }
}
