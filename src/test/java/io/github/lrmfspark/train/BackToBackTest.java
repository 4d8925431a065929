package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.CovarianceDifference;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.MeanDifference;
import io.github.lrmfspark.experiment.BackToBack;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.flow.TransformedDistribution;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.MaximumLikelihood;
import io.github.lrmfspark.objective.Objective;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** T = F_B⁻¹ ∘ F_A: by private fits alone, and as a start of LRMF. */
class BackToBackTest {
    private static final int ROWS = 1000;
    private static final SyntheticDomains GAUSSIANS = new SyntheticDomains(Kind.GAUSSIANS, ROWS, 2, 30, 0, 5);
    private static final DomainRows SETS =
            new DomainRows(GAUSSIANS.source().rows(), GAUSSIANS.target().rows());

    @Test
    void privateFitsOfGaussiansMatchTheirMoments() {
        TransformedDistribution gaussian = Flows.gaussian(2);
        Objective objective = MaximumLikelihood.of(gaussian, gaussian);
        float[] fitted = new LocalTrainer(
                        SETS,
                        objective,
                        SETS,
                        FitContext.of(ProgressListener.none()).training("training"))
                .train(
                        objective,
                        Initialisation.of(objective, SETS, 1),
                        PlainTraining.of(2000, ROWS, 0.02).training())
                .parameters();
        AlignedSamples samples = AlignedSamples.of(
                GAUSSIANS.source(), mapped(BackToBack.of(gaussian, gaussian), fitted), GAUSSIANS.target());
        Evaluation evaluation = Evaluation.of(List.of(new MeanDifference(), new CovarianceDifference()), samples);
        assertThat(evaluation.get("meanDifference").value()).isLessThan(0.02);
        assertThat(evaluation.get("covarianceDifference").value()).isLessThan(0.02);
    }

    @Test
    void equalFlowsAreTheIdentityAndFittedOnesAreTakenOver() {
        TransformedDistribution flow = Flows.density(new FlowOptions(FlowOptions.Kind.REAL_NVP, 2, 8, 1), 2, 1);
        Bijector transform = BackToBack.of(flow, flow);
        Objective objective = LogLikelihoodRatio.of(transform, flow);
        int ofTransform = transform.parameterSpec().size();
        float[] initial = Initialisation.of(objective, SETS, 1);

        float[] alike = BackToBack.identity(initial, ofTransform);
        PackedRows same = mapped(transform, Arrays.copyOf(alike, ofTransform));
        for (int i = 0; i < ROWS; i++) {
            assertThat(same.value(i, 0)).isCloseTo(SETS.source().value(i, 0), within(1e-4f));
            assertThat(same.value(i, 1)).isCloseTo(SETS.source().value(i, 1), within(1e-4f));
        }
        assertThat(Arrays.copyOfRange(alike, ofTransform, alike.length))
                .isEqualTo(Arrays.copyOfRange(initial, ofTransform, initial.length));

        float[] fitted = new float[ofTransform];
        Arrays.fill(fitted, 0.5f);
        float[] started = BackToBack.fitted(initial, fitted);
        assertThat(Arrays.copyOf(started, ofTransform)).isEqualTo(fitted);
        assertThat(started).hasSameSizeAs(initial).endsWith(Arrays.copyOfRange(initial, ofTransform, initial.length));
    }

    private static PackedRows mapped(Bijector transform, float[] parameters) {
        float[] values = SETS.source().toArray();
        new RowMapper(transform, parameters, ROWS).map(values, ROWS);
        return PackedRows.of(2, values);
    }
}
