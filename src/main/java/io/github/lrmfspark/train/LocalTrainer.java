package io.github.lrmfspark.train;

import io.github.lrmfspark.data.Batches;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.nn.Updater;
import io.github.lrmfspark.objective.Objective;

/**
 * Trains in this JVM on rows that it holds. It takes the steps of worker 0 of {@link ParameterAveragingTrainer}, so
 * that the two give equal bits where there is one worker; its tests hold the distributed trainer to it.
 *
 * <p>A job uses it for small trainings on the driver. It computes on the device of the calling thread. Not thread-safe.
 */
public final class LocalTrainer implements Trainer {
    private final DomainRows rows;
    private final TrainingLoop loop;

    /**
     * A trainer by {@link Updater.Adam#USUAL}.
     *
     * @param rows what is trained on, in the units that the objective takes; at least one row of each domain
     * @param reported the objective whose loss is reported, with the same parameters [P] as the one that is trained
     * @param heldOut the rows that it is reported on, or the first 1,024 of each domain
     * @param context what the training is called, who hears of it, and where it goes on from
     */
    public LocalTrainer(DomainRows rows, Objective reported, DomainRows heldOut, FitContext.Training context) {
        this(rows, new TrainingLoop(reported, heldOut, context));
    }

    private LocalTrainer(DomainRows rows, TrainingLoop loop) {
        this.rows = rows;
        this.loop = loop;
    }

    /**
     * The same trainer by another updater.
     *
     * @param updater how the parameters follow the gradient
     * @return a new trainer
     */
    public LocalTrainer with(Updater updater) {
        return new LocalTrainer(rows, loop.with(updater));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Beside the network it holds one minibatch [N, 2D], twice: row by row on the heap and column by column outside
     * it.
     */
    @Override
    public TrainingResult train(Objective objective, float[] initial, TrainingOptions options) {
        if (options.workers() != 1) {
            throw new IllegalArgumentException("Expected one worker in one JVM; found " + options.workers());
        }
        PairDataSets pairs = new PairDataSets(
                new Batches(rows, options.batchSize(), options.noise(), options.seed(), 0),
                options.batchSize(),
                objective.dimension());
        return loop.run(objective, initial, options, network -> (from, to) -> {
            pairs.steps(from, to);
            while (pairs.hasNext()) {
                network.fit(pairs.next());
            }
        });
    }
}
