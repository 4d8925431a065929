package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.FlowOptions;
import io.github.lrmfspark.flow.Flows;
import io.github.lrmfspark.objective.Discrepancy;
import io.github.lrmfspark.objective.EarthMover;
import io.github.lrmfspark.objective.EarthMover.Cost;
import io.github.lrmfspark.objective.KernelDiscrepancy;
import io.github.lrmfspark.objective.KernelDiscrepancy.Unit;
import io.github.lrmfspark.objective.Matching;
import io.github.lrmfspark.objective.Objective;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rivals of LRMF train T under the same trainer: what they minimise falls on moons that it was not trained on. No more than that. */
class RivalsTest {
    private static final DomainRows ROWS = moons(1);
    private static final DomainRows OTHERS = moons(2);

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
        Bijector transform = Flows.transform(new FlowOptions(FlowOptions.Kind.REAL_NVP, 4, 32, 2), 2, 1);
        List<HistoryPoint> history = train(new Matching(transform, discrepancy));
        double first = history.get(0).terms().total();
        double last = history.get(history.size() - 1).terms().total();
        assertThat(last).isLessThan(first / 2);
    }

    private static List<HistoryPoint> train(Objective objective) {
        return new LocalTrainer(
                        ROWS,
                        objective,
                        OTHERS,
                        Journal.of(ProgressListener.none()).page("training"))
                .train(
                        objective,
                        Initialisation.of(objective, ROWS, 1),
                        new TrainingOptions(300, 64, 5e-3, 1, 0, 1, 50, 1))
                .history();
    }
}
