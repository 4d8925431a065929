package io.github.lrmfspark.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.CodeBase;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.experiment.AdversarialMatching;
import io.github.lrmfspark.experiment.BackToBack;
import io.github.lrmfspark.experiment.BothDirections;
import io.github.lrmfspark.experiment.EarthMover;
import io.github.lrmfspark.experiment.EarthMover.Cost;
import io.github.lrmfspark.experiment.KernelDiscrepancy;
import io.github.lrmfspark.experiment.KnownPairs;
import io.github.lrmfspark.experiment.LatentMeans;
import io.github.lrmfspark.experiment.LogDetVariance;
import io.github.lrmfspark.experiment.Sum;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.StandardNormal;
import io.github.lrmfspark.flow.TransformedDistribution;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every objective. A new loss is one line in the table. */
class ObjectiveContractTest {
    private static final int N = 6;
    private static final int D = 3;
    private static final FlowOptions AFFINE = new FlowOptions(Kind.AFFINE, 3, 5, 2);
    private static final FlowOptions REAL_NVP = new FlowOptions(Kind.REAL_NVP, 3, 5, 2);
    private static final SlicedWasserstein SLICED = new SlicedWasserstein(3, 10, 1);
    private static final int STEP = 4;

    private record Entry(String name, Objective objective) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Entry> table() {
        return Stream.of(ratios(), discrepancies(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Entry> ratios() {
        return List.of(
                new Entry("LogLikelihoodRatio, affine", ratio(AFFINE)),
                new Entry("LogLikelihoodRatio, RealNVP", ratio(REAL_NVP)),
                new Entry("LogLikelihoodRatio, spline", ratio(new FlowOptions(Kind.SPLINE, 2, 5, 2))),
                new Entry(
                        "LogLikelihoodRatio + SlicedWasserstein",
                        ratio(REAL_NVP).plus(SLICED)),
                new Entry("LogLikelihoodRatio + LatentMeans", ratio(AFFINE).plus(new LatentMeans(3))),
                new Entry(
                        "LogLikelihoodRatio + LatentMeans, no bijector in p",
                        LogLikelihoodRatio.of(Flows.transform(AFFINE, D, 1), StandardNormal.of(D))
                                .plus(new LatentMeans(3))),
                new Entry(
                        "LogLikelihoodRatio + all terms",
                        ratio(REAL_NVP)
                                .plus(new LogDetVariance(3))
                                .plus(new LatentMeans(2))
                                .plus(SLICED)),
                new Entry("LogLikelihoodRatio, back to back", backToBack(new FlowOptions(Kind.REAL_NVP, 1, 3, 1))),
                new Entry("LogLikelihoodRatio, ffjord", ratio(new FlowOptions(Kind.FFJORD, 1, 3, 1))),
                new Entry("LogLikelihoodRatio + KnownPairs", new Sum(ratio(AFFINE), pairs(AFFINE))));
    }

    private static List<Entry> discrepancies() {
        return List.of(
                new Entry("Matching of SlicedWasserstein", matching(REAL_NVP, SLICED)),
                new Entry(
                        "Matching of KernelDiscrepancy",
                        matching(
                                AFFINE,
                                new KernelDiscrepancy(3, KernelDiscrepancy.Unit.COORDINATE, List.of(0.5, 2.0)))),
                new Entry("Matching of EarthMover, squared", matching(AFFINE, new EarthMover(3, Cost.SQUARED))),
                new Entry("Matching of EarthMover, Euclidean", matching(AFFINE, new EarthMover(3, Cost.EUCLIDEAN))));
    }

    private static List<Entry> others() {
        return List.of(
                new Entry("KnownPairs", pairs(AFFINE)),
                new Entry(
                        "BothDirections",
                        BothDirections.of(
                                Flows.transform(REAL_NVP, D, 1),
                                Flows.density(AFFINE, D, 1),
                                Flows.density(AFFINE, D, 2))),
                new Entry("MaximumLikelihood, affine", likelihood(AFFINE)),
                new Entry("MaximumLikelihood, RealNVP", likelihood(REAL_NVP)));
    }

    /** Objectives whose models do not minimise one total: their gradients have tests of their own. */
    static List<Entry> games() {
        return List.of(new Entry("AdversarialMatching", new AdversarialMatching(LuLinear.of(D), 4)));
    }

    private static Stream<Objective> objectives() {
        return Stream.concat(table().stream(), games().stream()).map(Entry::objective);
    }

    @Test
    void everyObjectiveStandsInATable() {
        CodeBase.assertAllIn(objectives(), Objective.class);
    }

    @Test
    void everyTermIsPartOfARow() {
        CodeBase.assertAllIn(objectives().flatMap(CodeBase::parts), Term.class);
    }

    private static LogLikelihoodRatio ratio(FlowOptions flow) {
        return LogLikelihoodRatio.of(Flows.transform(flow, D, 1), Flows.density(flow, D, 1));
    }

    private static Matching matching(FlowOptions flow, Discrepancy discrepancy) {
        return new Matching(Flows.transform(flow, D, 1), discrepancy);
    }

    private static KnownPairs pairs(FlowOptions flow) {
        PackedRows sources = PackedRows.of(D, new float[] {1, 2, 3, -1, 0, 1});
        PackedRows images = PackedRows.of(D, new float[] {0, 1, -1, 2, 2, 1});
        return new KnownPairs(Flows.transform(flow, D, 1), 3, sources, images, 1);
    }

    private static LogLikelihoodRatio backToBack(FlowOptions flow) {
        TransformedDistribution either = Flows.density(flow, D, 1);
        return LogLikelihoodRatio.of(BackToBack.of(either, either), Flows.density(flow, D, 2));
    }

    private static MaximumLikelihood likelihood(FlowOptions flow) {
        return MaximumLikelihood.of(Flows.density(flow, D, 1), Flows.density(flow, D, 2));
    }

    @ParameterizedTest
    @MethodSource("table")
    void gradientsAreThoseOfFiniteDifferences(Entry entry) {
        assertGradients(entry, 40);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("table")
    void allGradientsAreThoseOfFiniteDifferences(Entry entry) {
        assertGradients(entry, Integer.MAX_VALUE);
    }

    /** Compares those of about so many parameters, spread over all. */
    private static void assertGradients(Entry entry, int count) {
        ObjectiveBench bench = new ObjectiveBench(entry.objective, DataType.DOUBLE, N);
        bench.bound.step(STEP);
        bench.bound.forward(bench.a, bench.b);
        bench.bound.backward();
        INDArray analytic = bench.gradient.dup();
        double h = 1e-6;
        for (int p = 0; p < bench.values.length(); p += 1 + (int) (bench.values.length() / count)) {
            double at = bench.values.getDouble(p);
            double numeric = (bench.lossAt(p, at + h) - bench.lossAt(p, at - h)) / (2 * h);
            bench.values.putScalar(p, at);
            assertThat(analytic.getDouble(p))
                    .as("parameter %d", p)
                    .isCloseTo(numeric, within(1e-6 * (1 + Math.abs(numeric))));
        }
    }

    @ParameterizedTest
    @MethodSource({"table", "games"})
    void everyTermIsTheMeanOfItsRows(Entry entry) {
        ObjectiveBench bench = new ObjectiveBench(entry.objective, DataType.DOUBLE, N);
        LossTerms terms = bench.bound.forward(bench.a, bench.b);
        assertThat(terms.names())
                .isEqualTo(List.of(entry.objective.termNames()))
                .last()
                .isEqualTo("total");
        double[] mean = new double[terms.names().size()];
        double[] row = new double[mean.length];
        for (int i = 0; i < N; i++) {
            bench.bound.rowTerms(i, row);
            for (int k = 0; k < mean.length; k++) {
                mean[k] += row[k] / N;
            }
        }
        for (int k = 0; k < mean.length; k++) {
            assertThat(mean[k]).isCloseTo(terms.value(terms.names().get(k)), within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource({"table", "games"})
    void aStepAllocatesNothingOffHeapAfterTheFirst(Entry entry) {
        ObjectiveBench bench = new ObjectiveBench(entry.objective, DataType.FLOAT, 32);
        bench.step();
        long pointers = Pointer.totalCount();
        long arrays = Nd4j.getDeallocatorService().nextValue();
        for (int i = 0; i < 50; i++) {
            bench.step();
        }
        assertThat(Nd4j.getDeallocatorService().nextValue() - arrays)
                .as("numbers that ND4J gave out, this one included")
                .isOne();
        assertThat(Pointer.totalCount())
                .as("the collector may free pointers, a step must take none")
                .isLessThanOrEqualTo(pointers);
    }
}
