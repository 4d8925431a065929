package io.github.lrmfspark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.StandardNormal;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.LossEstimate;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.objective.Objective;
import io.github.lrmfspark.report.RunReport.Figure;
import io.github.lrmfspark.report.RunReport.Loss;
import io.github.lrmfspark.report.RunReport.Metrics;
import io.github.lrmfspark.report.RunReport.Training;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.train.TrainingResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class RunReportTest {
    private static final LossEstimate ESTIMATE = estimate();

    @Test
    void lossHasEveryTermWithItsError() {
        Loss loss = Loss.of(ESTIMATE, ESTIMATE);
        assertThat(loss.training())
                .isEqualTo(loss.heldOut())
                .containsOnlyKeys(ESTIMATE.names())
                .containsEntry("total", new Figure(ESTIMATE.mean("total"), ESTIMATE.standardError("total")));
        assertThat(List.copyOf(loss.training().keySet())).isEqualTo(ESTIMATE.names());
    }

    @Test
    void trainingIsToldWithoutItsParameters() {
        HistoryPoint point = new HistoryPoint(5, ESTIMATE.means());
        Training training = Training.of(
                new TrainingResult(new float[] {1}, 10, 4, 1, 2, 0.5, 10_240, "all steps done", List.of(point)),
                "undone");
        assertThat(training)
                .isEqualTo(new Training(10, 4, 1, 2, 0.5, 10_240, "all steps done", "undone", List.of(point)));
    }

    @Test
    void theTableShowsEveryMetricBeforeAndAfter() {
        TextTable table = new Metrics(
                        Map.of("a", Estimate.exact(0.29)),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of("b", Estimate.exact(1234.5)),
                        Map.of("b", Estimate.exact(Double.NaN)))
                .table();
        assertThat(table).hasToString("""
            metric  before  standardised  gaussian  coral  after  floor
            b                                               1235      –
            a       0.2900
            """);
    }

    private static LossEstimate estimate() {
        SyntheticDomains domains = new SyntheticDomains(Kind.GAUSSIANS, 20, 2, 0, 0, 1);
        Objective objective = LogLikelihoodRatio.of(LuLinear.of(2), StandardNormal.of(2));
        DomainRows rows =
                new DomainRows(domains.source().rows(), domains.target().rows());
        return new LossEvaluator(objective, rows).evaluate(Nd4j.zeros(DataType.FLOAT, objective.parameterCount()));
    }
}
