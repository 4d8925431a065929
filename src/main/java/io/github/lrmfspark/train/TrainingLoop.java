package io.github.lrmfspark.train;

import static io.github.lrmfspark.objective.LogLikelihoodRatio.TRANSFORM;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.nn.ObjectiveNetwork;
import io.github.lrmfspark.nn.Updater;
import io.github.lrmfspark.objective.Objective;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * What every engine shares: the network, its learning rates, and the rounds one after another, which a {@link
 * TrainingRun} takes. An engine adds one thing, a {@link Round}.
 *
 * <p>Lives on the driver and is immutable. Each call of {@link #run} trains a network of its own.
 *
 * @param reported the objective whose loss is reported, with the same parameters [P] as the one that is trained; it may
 *     see the rows in other units
 * @param heldOut the rows that it is reported on, or the first thousand of them
 * @param context what the training is called, who hears of it, and where it goes on from
 * @param updater how the parameters follow the gradient
 */
record TrainingLoop(Objective reported, DomainRows heldOut, FitContext.Training context, Updater updater) {

    /**
     * The loop by {@link Updater.Adam#USUAL}.
     *
     * @param reported the objective whose loss is reported
     * @param heldOut the rows that it is reported on
     * @param context what the training is called, who hears of it, and where it goes on from
     */
    TrainingLoop(Objective reported, DomainRows heldOut, FitContext.Training context) {
        this(reported, heldOut, context, Updater.Adam.USUAL);
    }

    /** The same loop by another updater. */
    TrainingLoop with(Updater other) {
        return new TrainingLoop(reported, heldOut, context, other);
    }

    /** How an engine trains the network that it was made for. */
    interface Round {

        /**
         * Takes some steps of every worker, and leaves the common parameters and updater state in the network.
         *
         * @param from the first step, from 0
         * @param to the step after the last one
         */
        void run(int from, int to);
    }

    /** What makes a {@link Round} for a network. */
    interface Engine {

        /** Called once a training, on the driver, before anything is remembered or restored. */
        Round start(MultiLayerNetwork network);
    }

    /**
     * Trains from {@code initial}, or goes on from the newest checkpoint that fits.
     *
     * @param objective what is minimised
     * @param initial starting parameters [P]
     * @param options steps, rates and rounds
     * @param engine computes the rounds
     * @throws TrainingFailedException if several rounds in a row are not finite
     */
    TrainingResult run(Objective objective, float[] initial, TrainingOptions options, Engine engine) {
        MultiLayerNetwork network =
                ObjectiveNetwork.of(objective, initial, updater, learningRates(objective, options), options.steps());
        Round round = engine.start(network);
        return new TrainingRun(this, options, network).run(round);
    }

    /** The rate of T is the ratio times that of p; every other model has p's. */
    private static Map<String, Double> learningRates(Objective objective, TrainingOptions options) {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (Objective.Model model : objective.models()) {
            double ratio = model.name().equals(TRANSFORM) ? options.transformRateRatio() : 1;
            rates.put(model.name(), options.learningRate() * ratio);
        }
        return rates;
    }
}
