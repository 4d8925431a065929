package io.github.lrmfspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.flow.FlowOptions;
import io.github.lrmfspark.flow.Flows;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.Objective;
import io.github.lrmfspark.objective.SlicedWasserstein;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
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
        MultiLayerNetwork network = network(0.001);
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
}
