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
 * Makes the network of one {@link ObjectiveLayer}, which minimises an objective step by step.
 *
 * <p>A network owns its parameters, their gradient and the updater's state, in float32 outside the Java heap: 16 P
 * bytes by Adam and 12 P by Polyak's step. The objective adds its buffers at the first minibatch of a size. Workspaces
 * of DL4J are off.
 *
 * <p>Once this class is loaded, DL4J writes no file into the working directory when memory runs out: the library that
 * it asks about the machine is not in the job's jar.
 */
public final class ObjectiveNetwork {
    static {
        CrashReportingUtil.crashDumpsEnabled(false);
    }

    private ObjectiveNetwork() {}

    /**
     * A network that minimises an objective by {@link Updater.Adam#USUAL}. Each model has its own rate; all of them
     * fall to 0 by {@link CosineSchedule}.
     *
     * @param objective what is minimised, over minibatches [a | b] of shape [N, 2D]
     * @param initial the starting parameters [P]; copied
     * @param learningRates the rate at step 0 for each name in {@link Objective#models}
     * @param steps over which the rates fall, at least 1
     * @return a network at step 0
     * @throws IllegalArgumentException if a model has no rate
     */
    public static MultiLayerNetwork of(
            Objective objective, float[] initial, Map<String, Double> learningRates, int steps) {
        return of(objective, initial, Updater.Adam.USUAL, learningRates, steps);
    }

    /**
     * A network that minimises an objective by any updater.
     *
     * @param objective what is minimised, over minibatches [a | b] of shape [N, 2D]
     * @param initial the starting parameters [P]; copied
     * @param updater how the parameters follow the gradient
     * @param learningRates the rate at step 0 for each name in {@link Objective#models}
     * @param steps over which the rates fall, at least 1
     * @return a network at step 0
     * @throws IllegalArgumentException if a model has no rate
     */
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

    /** DL4J's updater of one model. */
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

    /**
     * The terms of the loss of the last minibatch that a network was fitted to, in nats per pair, with the parameters
     * before that step.
     *
     * @param network made by this class
     * @return the terms, whose total is the network's score
     * @throws NullPointerException if the network has seen no minibatch
     */
    public static LossTerms terms(MultiLayerNetwork network) {
        return ((ObjectiveOutput) network.getLayer(0)).terms();
    }
}
