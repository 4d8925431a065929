package io.github.lrmfspark.train;

import io.github.lrmfspark.data.Batches;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.nn.Updater;
import io.github.lrmfspark.objective.Objective;

/** Trains in this JVM on rows that it holds: the oracle of the distributed trainer, whose worker 0 it is. */
public final class LocalTrainer implements Trainer {
    private final DomainRows rows;
    private final TrainingLoop loop;

    /**
     * @param rows what is trained on
     * @param reported the objective whose loss is reported, with the same parameters as the one that is trained
     * @param heldOut the rows that it is reported on
     * @param context what the training is called, who hears of it, and where it goes on from
     */
    public LocalTrainer(DomainRows rows, Objective reported, DomainRows heldOut, FitContext.Training context) {
        this(rows, new TrainingLoop(reported, heldOut, context));
    }

    private LocalTrainer(DomainRows rows, TrainingLoop loop) {
        this.rows = rows;
        this.loop = loop;
    }

    /** The same trainer by another updater than the usual Adam. */
    public LocalTrainer with(Updater updater) {
        return new LocalTrainer(rows, loop.with(updater));
    }

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
