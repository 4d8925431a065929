package io.github.lrmfspark.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.objective.MaximumLikelihood;
import io.github.lrmfspark.objective.Objective;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ConsoleProgressTest {
    private static final LossTerms TERMS = terms();
    private static final String TIMES = "  500 pairs/s  1 min 02 s left, about 1 h 01 min of all 5 trainings";

    @Test
    void everyLineSaysItsPhaseAndThePhasesFirstAndLastStepsAreTold() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConsoleProgress progress = new ConsoleProgress(new PrintWriter(out, true, UTF_8));
        progress.phase("training", 2, 5);
        progress.progress(progress(10));
        progress.progress(progress(20));
        progress.dropped(3);
        progress.progress(progress(30));
        progress.phase("private fit 1 of 3", 3, 5);
        progress.progress(progress(10));
        progress.last("report");
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "training (2 of 6): step 10 of 30  " + TERMS + TIMES,
                        "training: round 3 was not finite and is dropped",
                        "training (2 of 6): step 30 of 30  " + TERMS + TIMES,
                        "private fit 1 of 3 (3 of 6): step 10 of 30  " + TERMS + TIMES,
                        "report (6 of 6)");
    }

    private static Progress progress(int step) {
        return new Progress(step, 30, TERMS, 500, Duration.ofSeconds(62), Duration.ofSeconds(3_662));
    }

    private static LossTerms terms() {
        PackedRows row = PackedRows.of(1, new float[] {0});
        Objective objective = MaximumLikelihood.of(Flows.gaussian(1), Flows.gaussian(1));
        return new LossEvaluator(objective, new DomainRows(row, row))
                .evaluate(Nd4j.zeros(DataType.FLOAT, objective.parameterCount()))
                .means();
    }
}
