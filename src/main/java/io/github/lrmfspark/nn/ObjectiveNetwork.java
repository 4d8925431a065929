package io.github.lrmfspark.nn;

import io.github.lrmfspark.nn.Updater.Polyak;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.objective.Objective;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/**
 * Makes the network of one {@link ObjectiveLayer}. From then on DL4J writes no file into the working directory when memory runs out: the
 * library that it asks about the machine is not in the job's jar.
 */
public final class ObjectiveNetwork {
    static {
        CrashReportingUtil.crashDumpsEnabled(false);
    }

    private ObjectiveNetwork() {}

    /**
     * A network that minimises {@code objective} by the usual Adam, each model at its own rate, all of them falling to 0 as a cosine over
     * {@code steps}.
     *
     * @param initial the starting parameters [P]
     * @param learningRates a rate for each name in {@link Objective#models}
     */
    public static MultiLayerNetwork of(
            Objective objective, float[] initial, Map<String, Double> learningRates, int steps) {
        return of(objective, initial, Updater.Adam.USUAL, learningRates, steps);
    }

    /** The same by another updater. */
    public static MultiLayerNetwork of(
            Objective objective, float[] initial, Updater updater, Map<String, Double> learningRates, int steps) {
        Map<String, IUpdater> updaters = new LinkedHashMap<>();
        for (Objective.Model model : objective.models()) {
            Double rate = learningRates.get(model.name());
            if (rate == null) {
                throw new IllegalArgumentException(
                        "Expected a learning rate for " + model.name() + "; found " + learningRates);
            }
            updaters.put(model.name(), following(updater, new CosineSchedule(rate, steps)));
        }
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .list(ObjectiveLayer.of(objective, updaters, updater instanceof Polyak polyak ? polyak : null))
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init(Nd4j.createFromArray(initial), false);
        return network;
    }

    private static IUpdater following(Updater updater, CosineSchedule rate) {
        if (updater instanceof Updater.Adam adam) {
            return Adam.builder()
                    .learningRateSchedule(rate)
                    .beta1(adam.beta1())
                    .beta2(adam.beta2())
                    .build();
        }
        return new Nesterovs(rate, 0.0); // without momentum; Sgd has no state, which averages and checkpoints expect
    }

    /** The terms of the loss of the last minibatch that a network was fitted to. */
    public static LossTerms terms(MultiLayerNetwork network) {
        return ((ObjectiveOutput) network.getLayer(0)).terms();
    }
}
