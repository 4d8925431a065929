package io.github.lrmfspark.train;

import static io.github.lrmfspark.settings.Keys.TRAINING_TRANSFORM_RATE_RATIO;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.experiment.AdversarialMatching;
import io.github.lrmfspark.experiment.EarthMover;
import io.github.lrmfspark.experiment.EarthMover.Cost;
import io.github.lrmfspark.experiment.KernelDiscrepancy;
import io.github.lrmfspark.experiment.KernelDiscrepancy.Unit;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.nn.Updater;
import io.github.lrmfspark.objective.Discrepancy;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.objective.Matching;
import io.github.lrmfspark.objective.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** Rivals of LRMF train T under the same trainer: what they minimise falls, on moons that it was not trained on. */
class RivalsTest {
    private static final DomainRows ROWS = moons(1);
    private static final DomainRows OTHERS = moons(2);

    private static final Bijector TRANSFORM =
            Flows.transform(new FlowOptions(FlowOptions.Kind.REAL_NVP, 4, 32, 2), 2, 1);

    private static DomainRows moons(long seed) {
        SyntheticDomains moons = new SyntheticDomains(Kind.MOONS, 512, 2, 50, 0.05, seed);
        return new DomainRows(moons.source().rows(), moons.target().rows());
    }

    static Stream<Discrepancy> discrepancies() {
        return Stream.of(
                new KernelDiscrepancy(1, Unit.MEDIAN_DISTANCE, List.of(0.25, 0.5, 1.0)),
                new EarthMover(1, Cost.SQUARED),
                new EarthMover(1, Cost.EUCLIDEAN));
    }

    @ParameterizedTest
    @MethodSource("discrepancies")
    void aDiscrepancyFallsByHalfAndMore(Discrepancy discrepancy) {
        Objective matching = new Matching(TRANSFORM, discrepancy);
        List<HistoryPoint> history = trainer(matching)
                .train(matching, Initialisation.of(matching, ROWS, 1), options(300, 5e-3, 1))
                .history();
        double first = history.get(0).terms().total();
        double last = history.get(history.size() - 1).terms().total();
        assertThat(last).isLessThan(first / 2);
    }

    /** Judged by a discrepancy that neither player knows. */
    @Test
    void aGeneratorComesNearerToTheTarget() {
        Objective judge = new Matching(TRANSFORM, new KernelDiscrepancy(1, Unit.COORDINATE, List.of(0.25, 0.5, 1.0)));
        AdversarialMatching game = new AdversarialMatching(TRANSFORM, 64);
        TrainingResult result = trainer(game)
                .with(new Updater.Adam(0, 0.999))
                .train(game, Initialisation.of(game, ROWS, 1), options(1000, 3e-3, 0.1));
        double before = loss(judge, Initialisation.of(game, ROWS, 1));
        double after = loss(judge, result.parameters());
        assertThat(after).isLessThan(before / 2);
    }

    private static double loss(Objective objective, float[] parameters) {
        return new LossEvaluator(objective, OTHERS)
                .evaluate(Nd4j.createFromArray(Arrays.copyOf(parameters, objective.parameterCount())))
                .mean("total");
    }

    private static LocalTrainer trainer(Objective objective) {
        return new LocalTrainer(
                ROWS, objective, OTHERS, FitContext.of(ProgressListener.none()).training("training"));
    }

    private static TrainingOptions options(int steps, double rate, double ratio) {
        return PlainTraining.of(steps, 64, rate)
                .with(TRAINING_TRANSFORM_RATE_RATIO, ratio)
                .training();
    }
}
