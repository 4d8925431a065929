package io.github.lrmfspark.bench;

import static io.github.lrmfspark.settings.Keys.TRAINING_AVERAGING_FREQUENCY;
import static io.github.lrmfspark.settings.Keys.TRAINING_WORKERS;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.objective.Objective;
import io.github.lrmfspark.train.FitContext;
import io.github.lrmfspark.train.Initialisation;
import io.github.lrmfspark.train.LocalTrainer;
import io.github.lrmfspark.train.ParameterAveragingTrainer;
import io.github.lrmfspark.train.PlainTraining;
import io.github.lrmfspark.train.Progress;
import io.github.lrmfspark.train.ProgressListener;
import io.github.lrmfspark.train.Trainer;
import io.github.lrmfspark.train.TrainingOptions;
import java.util.Collections;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Averaging rounds of one training, or as many steps of one without Spark: it goes on from call to call and waits between them, in
 * a thread of its own. Its first round, which builds the networks, is over when this is made. Of two trainings in turn on one Spark
 * each builds them once more whenever it goes on, and that counts: an executor keeps networks of one training alone.
 */
final class TrainingRounds implements Side, AutoCloseable {
    private static final int NO_END = 1_000_000;

    private final long pairsPerRound;
    private final Rounds rounds = new Rounds();

    /** In one JVM, without Spark. */
    static TrainingRounds local(StepSize size, int frequency) {
        DomainRows rows = size.rows();
        Objective objective = size.objective();
        return new TrainingRounds(
                size,
                1,
                frequency,
                objective,
                rows,
                context -> new LocalTrainer(rows, objective, rows.first(1), context));
    }

    /** By workers of Spark, each with as many rows. */
    static TrainingRounds spark(JavaSparkContext spark, StepSize size, int workers, int frequency) {
        DomainRows rows = size.rows();
        Objective objective = size.objective();
        var partitions =
                spark.parallelize(Collections.nCopies(workers, rows), workers).cache();
        return new TrainingRounds(
                size,
                workers,
                frequency,
                objective,
                rows,
                context -> new ParameterAveragingTrainer(spark, partitions, objective, rows.first(1), context));
    }

    private TrainingRounds(
            StepSize size,
            int workers,
            int frequency,
            Objective objective,
            DomainRows rows,
            Function<FitContext.Training, Trainer> trainer) {
        TrainingOptions options = PlainTraining.of(NO_END * frequency, size.batch(), 1e-4)
                .with(TRAINING_WORKERS, workers)
                .with(TRAINING_AVERAGING_FREQUENCY, frequency)
                .training();
        float[] initial = Initialisation.of(objective, rows, 1);
        pairsPerRound = (long) frequency * workers * size.batch();
        new Thread(() -> train(objective, initial, options, trainer), "training").start();
        await();
    }

    private void train(
            Objective objective,
            float[] initial,
            TrainingOptions options,
            Function<FitContext.Training, Trainer> trainer) {
        try {
            trainer.apply(FitContext.of(rounds).training("rounds")).train(objective, initial, options);
        } catch (RuntimeException | Error e) {
            rounds.failure = e;
        } finally {
            rounds.over.release();
        }
    }

    @Override
    public Work run(double seconds) {
        return Side.of(this::round, pairsPerRound).run(seconds);
    }

    private void round() {
        rounds.wanted.release();
        await();
    }

    private void await() {
        rounds.over.acquireUninterruptibly();
        if (rounds.failure != null) {
            throw new IllegalStateException(
                    "Expected rounds without end; found that the training ended", rounds.failure);
        }
    }

    /** Ends the training and waits for that. */
    @Override
    public void close() {
        if (rounds.failure == null) {
            rounds.ended = true;
            rounds.wanted.release();
            rounds.over.acquireUninterruptibly();
        }
    }

    /** Lets a training compute a round when one is wanted, and tells when it is over. */
    private static final class Rounds implements ProgressListener {
        private final Semaphore wanted = new Semaphore(0);
        private final Semaphore over = new Semaphore(0);
        private volatile boolean ended;
        private volatile @Nullable Throwable failure;

        @Override
        public void progress(Progress progress) {
            over.release();
            wanted.acquireUninterruptibly();
            if (ended) {
                throw new CancellationException("No more rounds are wanted");
            }
        }

        @Override
        public void dropped(int round) {
            throw new IllegalStateException("Expected finite numbers; found none after round " + round);
        }
    }
}
