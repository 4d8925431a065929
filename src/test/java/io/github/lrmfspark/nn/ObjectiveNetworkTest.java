package io.github.lrmfspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.Objective;
import io.github.lrmfspark.objective.SlicedWasserstein;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.CrashReportingUtil;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class ObjectiveNetworkTest {
    private static final FlowOptions FLOW = new FlowOptions(FlowOptions.Kind.REAL_NVP, 2, 5, 1);
    private static final Objective OBJECTIVE =
            LogLikelihoodRatio.of(Flows.transform(FLOW, 2, 1), Flows.density(FLOW, 2, 1));

    private static MultiLayerNetwork network(double rateOfTransform) {
        SplittableRandom random = new SplittableRandom(1);
        float[] initial = new float[OBJECTIVE.parameterCount()];
        for (int p = 0; p < initial.length; p++) {
            initial[p] = (float) (0.3 * random.nextGaussian());
        }
        return ObjectiveNetwork.of(OBJECTIVE, initial, Map.of("transform", rateOfTransform, "density", 0.01), 10);
    }

    private static DataSet pairs(char order) {
        INDArray features = Nd4j.createUninitialized(DataType.FLOAT, new long[] {16, 4}, order);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 16; i++) {
            for (int j = 0; j < 4; j++) {
                features.putScalar(i, j, random.nextGaussian());
            }
        }
        return new DataSet(features, Nd4j.zeros(DataType.FLOAT, 16, 1));
    }

    /** Adam's first step is the rate times the sign of the gradient, whatever the gradient's size. */
    @Test
    void eachModelMovesAtItsOwnRate() {
        MultiLayerNetwork network = network(0.001);
        INDArray before = network.params().dup();
        network.fit(pairs('f'));
        INDArray moved = network.params().sub(before);
        int split = OBJECTIVE.models().get(0).spec().size();
        for (int p = 0; p < moved.length(); p++) {
            double step = Math.abs(moved.getDouble(p));
            double rate = p < split ? 0.001 : 0.01;
            if (step > 0) {
                assertThat(step).as("parameter %d", p).isCloseTo(rate, within(0.05 * rate));
            }
        }
    }

    /** Adam that forgets everything moves by the rate times the sign of the gradient in every step. */
    @Test
    void adamHasTheDecaysThatItIsGiven() {
        MultiLayerNetwork network = ObjectiveNetwork.of(
                OBJECTIVE,
                network(0.001).params().toFloatVector(),
                new Updater.Adam(0, 0),
                Map.of("transform", 0.01, "density", 0.01),
                10);
        network.fit(pairs('f'));
        network.fit(pairs('f'));
        INDArray before = network.params().dup();
        network.fit(pairs('f'));
        double rate = new CosineSchedule(0.01, 10).valueAt(2, 0);
        double[] moved = network.params().sub(before).toDoubleVector();
        assertThat(Arrays.stream(moved).map(Math::abs).filter(step -> step > 0).boxed())
                .hasSizeGreaterThan(20)
                .allSatisfy(step -> assertThat(step).isCloseTo(rate, within(0.05 * rate)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Updater.Adam(1, 0.5))
                .withMessageContaining("found 1.0 and 0.5");
    }

    /** Each model moves by −min(r, (L − L*) / (c ‖g‖²)) g. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 1e6})
    void polyaksStepIsLimitedByTheRateOfEachModel(double above) {
        float[] initial = network(0.001).params().toFloatVector();
        Gradient at = Gradient.at(initial);
        Updater polyak = new Updater.Polyak(at.loss - above, 2);
        MultiLayerNetwork network =
                ObjectiveNetwork.of(OBJECTIVE, initial, polyak, Map.of("transform", 0.001, "density", 0.01), 10);
        network.fit(pairs('f'));
        double norm = at.vector.norm2Number().doubleValue();
        double step = above / (2 * norm * norm);
        int split = OBJECTIVE.models().get(0).spec().size();
        for (int p = 0; p < initial.length; p++) {
            double rate = Math.min(step, p < split ? 0.001 : 0.01);
            double moved = network.params().getDouble(p) - initial[p];
            assertThat(moved).as("parameter %d", p).isCloseTo(-rate * at.vector.getDouble(p), within(1e-6));
        }
    }

    /** A loss and its gradient without DL4J. */
    private record Gradient(double loss, INDArray vector) {
        static Gradient at(float[] parameters) {
            INDArray gradient = Nd4j.zeros(DataType.FLOAT, parameters.length);
            INDArray features = pairs('f').getFeatures();
            Objective.Computation bound = OBJECTIVE.bind(Binding.of(
                    Kernels.of(DataType.FLOAT, 32),
                    16,
                    OBJECTIVE.parameterSpec(),
                    Nd4j.createFromArray(parameters),
                    gradient));
            bound.prepare();
            Matrix both = Matrix.view(features, 0, 16, 4);
            double loss = bound.forward(both.columns(0, 2), both.columns(2, 4)).total();
            bound.backward();
            return new Gradient(loss, gradient);
        }
    }

    @Test
    void belowItsBoundALossIsLeftAlone() {
        MultiLayerNetwork network = polyak(1e6);
        float[] before = network.params().toFloatVector();
        network.fit(pairs('f'));
        assertThat(network.params().toFloatVector()).containsExactly(before);
    }

    private static MultiLayerNetwork polyak(double lowerBound) {
        return ObjectiveNetwork.of(
                OBJECTIVE,
                network(0.001).params().toFloatVector(),
                new Updater.Polyak(lowerBound, 1),
                Map.of("transform", 0.001, "density", 0.01),
                10);
    }

    @Test
    void polyaksStepNeedsAFiniteBound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Updater.Polyak(Double.NEGATIVE_INFINITY, 1))
                .withMessageContaining("found -Infinity and 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Updater.Polyak(0, 0));
    }

    @Test
    void theOrderOfTheInputInMemoryDoesNotMatter() {
        MultiLayerNetwork byColumns = network(0.001);
        MultiLayerNetwork byRows = network(0.001);
        byColumns.fit(pairs('f'));
        byRows.fit(pairs('c'));
        assertThat(byColumns.params().toFloatVector())
                .containsExactly(byRows.params().toFloatVector());
        assertThat(byColumns.score()).isEqualTo(byRows.score());
    }

    @Test
    void aSavedNetworkGoesOnAsIfItHadNotStopped() throws Exception {
        goesOn(network(0.001));
        goesOn(polyak(4));
    }

    private static void goesOn(MultiLayerNetwork network) throws IOException {
        network.fit(pairs('f'));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, bytes, true);
        MultiLayerNetwork restored =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()), true);
        network.fit(pairs('f'));
        restored.fit(pairs('f'));
        assertThat(restored.params().toFloatVector())
                .containsExactly(network.params().toFloatVector());
    }

    /** A term that is off after one step changes the first step and no later one. */
    @Test
    void theObjectiveKnowsItsStep() {
        MultiLayerNetwork plain = network(0.001);
        MultiLayerNetwork sliced = ObjectiveNetwork.of(
                ((LogLikelihoodRatio) OBJECTIVE).plus(new SlicedWasserstein(50, 1, 1)),
                plain.params().toFloatVector(),
                Map.of("transform", 0.001, "density", 0.01),
                10);
        plain.fit(pairs('f'));
        sliced.fit(pairs('f'));
        assertThat(sliced.score()).isGreaterThan(plain.score() + 1);
        sliced.params().assign(plain.params());
        plain.fit(pairs('f'));
        sliced.fit(pairs('f'));
        assertThat(sliced.score()).isEqualTo(plain.score());
    }

    @Test
    void theRateFallsToZeroAsACosine() {
        CosineSchedule schedule = new CosineSchedule(0.4, 100);
        assertThat(schedule.valueAt(0, 0)).isEqualTo(0.4);
        assertThat(schedule.valueAt(50, 0)).isCloseTo(0.2, within(1e-12));
        assertThat(schedule.valueAt(100, 0)).isZero();
        assertThat(schedule.valueAt(200, 0)).isZero();
    }

    /** DL4J would ask the machine by a library that the job's jar leaves out, and write what it knows beside the user's files. */
    @Test
    void nothingIsWrittenWhenMemoryRunsOut(@TempDir Path folder) {
        MultiLayerNetwork network = network(0.001);
        CrashReportingUtil.crashDumpOutputDirectory(folder.toFile());
        try {
            CrashReportingUtil.writeMemoryCrashDump(network, new OutOfMemoryError());
        } finally {
            CrashReportingUtil.crashDumpOutputDirectory(null);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
