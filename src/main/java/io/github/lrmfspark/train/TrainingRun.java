package io.github.lrmfspark.train;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.checkpoint.TrainingState;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.objective.LossTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * One training on its way: a network, the loss on the held-out rows so far, and the guard over its rounds.
 *
 * <p>Each round does the following, in this order:
 *
 * <ol>
 *   <li>The guard remembers parameters and updater state.
 *   <li>The engine takes the steps.
 *   <li>The guard puts both back if the round left a number that is not finite. The third such round in a row ends the
 *       training.
 *   <li>The network's step is set to the end of the round. A dropped round counts: the learning rate falls on, and its
 *       minibatches do not come again.
 *   <li>The loss on the held-out rows is evaluated if it is due.
 *   <li>A checkpoint is offered; {@code Checkpoints} decides whether to write it.
 *   <li>The listener hears of the progress, and then that the step was reached.
 * </ol>
 *
 * <p>The loss is evaluated before the first round and after the last one. Of R rounds between them every max(1, ⌊R /
 * 50⌋)th is evaluated too. The held-out rows are at most 1,024 of each domain, always the same pairs, without noise.
 *
 * <p>Lives on the driver, in the thread that trains. Not thread-safe; for one {@link #run}.
 */
final class TrainingRun {
    private static final int HISTORY_POINTS = 50;
    private static final int HISTORY_ROWS = 1024;

    private final FitContext.Training context;
    private final TrainingOptions options;
    private final MultiLayerNetwork network;
    private final RoundGuard guard;
    private final LossEvaluator evaluator;
    private final Patience patience;
    private final List<HistoryPoint> history = new ArrayList<>();

    /**
     * @param loop what is reported, on which rows and to whom
     * @param options steps and rounds
     * @param network what is trained, with its starting parameters
     */
    TrainingRun(TrainingLoop loop, TrainingOptions options, MultiLayerNetwork network) {
        this.context = loop.context();
        this.options = options;
        this.network = network;
        this.guard = new RoundGuard(network);
        this.patience = Patience.of(options);
        this.evaluator = new LossEvaluator(loop.reported(), loop.heldOut().first(HISTORY_ROWS));
    }

    /**
     * Takes the rounds that are left, from the newest checkpoint that fits or from the beginning, but for those that
     * {@link Patience} leaves out.
     *
     * @param round the engine's, for this network
     * @throws TrainingFailedException if three rounds in a row are not finite
     */
    TrainingResult run(TrainingLoop.Round round) {
        TrainingState saved = context.begin(state -> guard.fits(state) && state.step() <= options.steps());
        int done = saved == null ? begin() : goOnFrom(saved);
        context.listener().reached(done, this::parameters);
        Stopwatch watch = new Stopwatch(saved == null ? 0 : saved.seconds());
        for (int r = next(options.roundsOf(done)); r < options.rounds(); r = next(r + 1)) {
            int step = take(round, r);
            evaluateIfDue(r + 1, step);
            report(r + 1, step, watch);
        }
        return result(watch.seconds());
    }

    private int next(int rounds) {
        return patience.next(rounds, history);
    }

    private int begin() {
        evaluate(0);
        return 0;
    }

    private int goOnFrom(TrainingState saved) {
        guard.goOnFrom(saved);
        history.addAll(saved.history());
        return saved.step();
    }

    /** Takes round {@code r}, from 0, and returns how many steps are done after it. */
    private int take(TrainingLoop.Round round, int r) {
        int from = r * options.averagingFrequency();
        int to = Math.min(options.steps(), from + options.averagingFrequency());
        guard.remember();
        round.run(from, to);
        if (!guard.finiteOrUndone()) {
            context.listener().dropped(r + 1);
            guard.stopIfTooMany(r + 1);
        }
        network.getLayerWiseConfigurations().setIterationCount(to);
        return to;
    }

    private void evaluateIfDue(int rounds, int step) {
        int every = Math.max(1, options.rounds() / HISTORY_POINTS);
        if (rounds % every == 0 || step == options.steps()) {
            evaluate(step);
        }
    }

    private void evaluate(int step) {
        history.add(new HistoryPoint(step, evaluator.evaluate(network.params()).means()));
    }

    private void report(int rounds, int step, Stopwatch watch) {
        context.reached(rounds, step == options.steps(), () -> guard.state(step, watch.seconds(), history));
        context.listener().progress(progress(step, watch.seconds()));
        context.listener().reached(step, this::parameters);
    }

    private Progress progress(int step, double seconds) {
        LossTerms latest = history.get(history.size() - 1).terms();
        int taken = step - patience.skipped(step, history);
        Duration left = Duration.ofMillis((long) (1e3 * seconds / taken * (options.steps() - step)));
        return new Progress(
                step,
                options.steps(),
                latest,
                pairs(taken) / seconds,
                left,
                context.plan().left(context.name(), taken, seconds, left));
    }

    private TrainingResult result(double seconds) {
        int steps = options.steps() - patience.skipped(options.steps(), history);
        return new TrainingResult(
                parameters(),
                steps,
                options.roundsOf(steps),
                guard.dropped(),
                options.workers(),
                seconds,
                pairs(steps) / seconds,
                patience.reason(history),
                history);
    }

    private double pairs(int steps) {
        return (double) steps * options.batchSize() * options.workers();
    }

    private float[] parameters() {
        return network.params().toFloatVector();
    }
}
