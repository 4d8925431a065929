package io.github.lrmfspark.train;

import static io.github.lrmfspark.objective.LogLikelihoodRatio.TRANSFORM;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.checkpoint.TrainingState;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.kernel.VectorCopies;
import io.github.lrmfspark.nn.ObjectiveNetwork;
import io.github.lrmfspark.nn.Updater;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.objective.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What every engine shares: the rounds one after another, a guard over each, the history of the loss on the held-out rows and
 * the word to the listener. An engine is a {@link Round}.
 *
 * @param reported the objective whose loss is reported, with the same parameters as the one that is trained
 * @param heldOut the rows that it is reported on, or the first thousand of them
 * @param context what the training is called, who hears of it, and where it goes on from
 * @param updater how the parameters follow the gradient
 */
record TrainingLoop(Objective reported, DomainRows heldOut, FitContext.Training context, Updater updater) {
    private static final int HISTORY_POINTS = 50;
    private static final int HISTORY_ROWS = 1024;
    private static final int BAD_ROUNDS_TO_STOP = 3;

    /** The loop by the usual Adam. */
    TrainingLoop(Objective reported, DomainRows heldOut, FitContext.Training context) {
        this(reported, heldOut, context, Updater.Adam.USUAL);
    }

    /** The same by another updater. */
    TrainingLoop with(Updater other) {
        return new TrainingLoop(reported, heldOut, context, other);
    }

    /** Trains a network by the steps {@code from} (included) to {@code to} (excluded) of every worker. */
    interface Round {
        void run(int from, int to);
    }

    /** Makes the round of an engine for a network. */
    interface Engine {
        Round start(MultiLayerNetwork network);
    }

    TrainingResult run(Objective objective, float[] initial, TrainingOptions options, Engine engine) {
        MultiLayerNetwork network =
                ObjectiveNetwork.of(objective, initial, updater, learningRates(objective, options), options.steps());
        Round round = engine.start(network);
        Guard guard = new Guard(network);
        LossEvaluator evaluator = new LossEvaluator(reported, heldOut.first(HISTORY_ROWS));
        List<HistoryPoint> history = new ArrayList<>();
        TrainingState saved = context.begin(state -> guard.fits(state) && state.step() <= options.steps());
        if (saved == null) {
            history.add(new HistoryPoint(0, evaluator.evaluate(network.params()).means()));
        } else {
            guard.goOnFrom(saved);
            history.addAll(saved.history());
        }
        int done = saved == null ? 0 : saved.step();
        context.listener().reached(done, () -> network.params().toFloatVector());
        Stopwatch watch = new Stopwatch(saved == null ? 0 : saved.seconds());
        int every = Math.max(1, options.rounds() / HISTORY_POINTS);
        for (int r = options.roundsOf(done); r < options.rounds(); r++) {
            int from = r * options.averagingFrequency();
            int to = Math.min(options.steps(), from + options.averagingFrequency());
            guard.remember();
            round.run(from, to);
            if (!guard.finiteOrUndone()) {
                context.listener().dropped(r + 1);
                guard.stopIfTooMany(r + 1, BAD_ROUNDS_TO_STOP);
            }
            network.getLayerWiseConfigurations().setIterationCount(to);
            if ((r + 1) % every == 0 || to == options.steps()) {
                history.add(new HistoryPoint(
                        to, evaluator.evaluate(network.params()).means()));
            }
            LossTerms latest = history.get(history.size() - 1).terms();
            context.reached(r + 1, to == options.steps(), () -> guard.state(to, watch.seconds(), history));
            context.listener().progress(progress(options, to, latest, watch.seconds()));
            context.listener().reached(to, () -> network.params().toFloatVector());
        }
        double seconds = watch.seconds();
        return new TrainingResult(
                network.params().toFloatVector(),
                options.steps(),
                options.rounds(),
                guard.dropped,
                options.workers(),
                seconds,
                pairs(options, options.steps()) / seconds,
                "all steps done",
                history);
    }

    private static Map<String, Double> learningRates(Objective objective, TrainingOptions options) {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (Objective.Model model : objective.models()) {
            double ratio = model.name().equals(TRANSFORM) ? options.transformRateRatio() : 1;
            rates.put(model.name(), options.learningRate() * ratio);
        }
        return rates;
    }

    private static double pairs(TrainingOptions options, int steps) {
        return (double) steps * options.batchSize() * options.workers();
    }

    private Progress progress(TrainingOptions options, int step, LossTerms latest, double seconds) {
        Duration left = Duration.ofMillis((long) (1e3 * seconds / step * (options.steps() - step)));
        return new Progress(
                step,
                options.steps(),
                latest,
                pairs(options, step) / seconds,
                left,
                context.plan().left(context.name(), step, seconds, left));
    }

    /** Remembers parameters and updater state before a round and puts them back if it leaves a number that is not finite. */
    private static final class Guard {
        private final MultiLayerNetwork network;
        private final INDArray parameters;
        private final INDArray updaterState;
        private int dropped;
        private int inARow;

        Guard(MultiLayerNetwork network) {
            this.network = network;
            this.parameters = network.params().dup();
            this.updaterState = state(network).dup();
        }

        private static INDArray state(MultiLayerNetwork network) {
            return network.getUpdater().getStateViewArray();
        }

        boolean fits(TrainingState saved) {
            return saved.parameters().length == parameters.length()
                    && saved.updaterState().length == updaterState.length();
        }

        void goOnFrom(TrainingState saved) {
            VectorCopies.write(saved.parameters(), 0, network.params());
            VectorCopies.write(saved.updaterState(), 0, state(network));
            network.getLayerWiseConfigurations().setIterationCount(saved.step());
            dropped = saved.droppedRounds();
            inARow = saved.droppedInARow();
        }

        TrainingState state(int step, double seconds, List<HistoryPoint> history) {
            return new TrainingState(
                    step,
                    dropped,
                    inARow,
                    seconds,
                    network.params().toFloatVector(),
                    state(network).toFloatVector(),
                    List.copyOf(history));
        }

        void remember() {
            parameters.assign(network.params());
            updaterState.assign(state(network));
        }

        boolean finiteOrUndone() {
            boolean finite = Double.isFinite(network.params().sumNumber().doubleValue())
                    && Double.isFinite(state(network).sumNumber().doubleValue());
            if (finite) {
                inARow = 0;
            } else {
                network.params().assign(parameters);
                state(network).assign(updaterState);
                dropped++;
                inARow++;
            }
            return finite;
        }

        void stopIfTooMany(int round, int limit) {
            if (inARow >= limit) {
                throw new TrainingFailedException(
                        "Cannot go on training: rounds " + (round - limit + 1) + " to " + round
                                + " all left numbers that are not finite. Lower training.learning-rate, or look for"
                                + " extreme values in the vectors.",
                        network.params().toFloatVector());
            }
        }
    }
}
