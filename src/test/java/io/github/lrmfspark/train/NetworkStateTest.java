package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.nn.ObjectiveNetwork;
import io.github.lrmfspark.objective.MaximumLikelihood;
import io.github.lrmfspark.objective.Objective;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class NetworkStateTest {
    /** A network of two Gaussians with this number for every parameter, and twice that for every moment. */
    private static MultiLayerNetwork network(int dimension, float value) {
        Objective objective = MaximumLikelihood.of(Flows.gaussian(dimension), Flows.gaussian(dimension));
        MultiLayerNetwork network = ObjectiveNetwork.of(
                objective,
                Nd4j.valueArrayOf(objective.parameterCount(), value).toFloatVector(),
                Map.of(MaximumLikelihood.SOURCE_DENSITY, 1e-3, MaximumLikelihood.TARGET_DENSITY, 1e-3),
                10);
        network.getUpdater().getStateViewArray().assign(2 * value);
        return network;
    }

    private static void assertHolds(MultiLayerNetwork network, float value) {
        assertThat(network.params().toFloatVector()).containsOnly(value);
        assertThat(network.getUpdater().getStateViewArray().toFloatVector()).containsOnly(2 * value);
    }

    @Test
    void theMeanIsOfParametersAndMoments() {
        MultiLayerNetwork network = network(3, 1);
        NetworkState.mean(List.of(
                        NetworkState.of(network), NetworkState.of(network(3, 4)), NetworkState.of(network(3, 10))))
                .write(network);
        assertHolds(network, 5);
    }

    @Test
    void serialisationKeepsEveryBitAlsoOfMoreThanOneBlock() {
        MultiLayerNetwork from = network(200, 0.1f);
        MultiLayerNetwork to = network(200, 0);
        SerializationUtils.clone(NetworkState.of(from)).write(to);
        assertHolds(to, 0.1f);
    }

    @Test
    void soDoesKryo() {
        SerializerInstance kryo = new KryoSerializer(new SparkConf(false)).newInstance();
        ClassTag<NetworkState> tag = ClassTag$.MODULE$.apply(NetworkState.class);
        MultiLayerNetwork to = network(200, 0);
        NetworkState copy = kryo.deserialize(kryo.serialize(NetworkState.of(network(200, 0.1f)), tag), tag);
        copy.write(to);
        assertHolds(to, 0.1f);
    }
}
