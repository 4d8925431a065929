package io.github.lrmfspark.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.objective.Objective;
import io.github.lrmfspark.train.Initialisation;
import io.github.lrmfspark.train.Journal;
import io.github.lrmfspark.train.LocalTrainer;
import io.github.lrmfspark.train.ParameterAveragingTrainer;
import io.github.lrmfspark.train.Progress;
import io.github.lrmfspark.train.ProgressListener;
import io.github.lrmfspark.train.Trainer;
import io.github.lrmfspark.train.TrainingOptions;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Averaging rounds of a training, or as many steps of a training without Spark, until the time is up and one round is over. What
 * counts begins with the end of the first round, which builds the network.
 */
final class TrainingRounds implements Side {
    private static final int NO_END = 1_000_000;

    private final Objective objective;
    private final float[] initial;
    private final StepSize size;
    private final int workers;
    private final int frequency;
    private final Function<Journal.Page, Trainer> trainer;

    /** In one JVM, without Spark. */
    static TrainingRounds local(StepSize size, int frequency) {
        DomainRows rows = size.rows();
        Objective objective = size.objective();
        return new TrainingRounds(
                size, 1, frequency, rows, objective, page -> new LocalTrainer(rows, objective, rows.first(1), page));
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
                rows,
                objective,
                page -> new ParameterAveragingTrainer(spark, partitions, objective, rows.first(1), page));
    }

    private TrainingRounds(
            StepSize size,
            int workers,
            int frequency,
            DomainRows rows,
            Objective objective,
            Function<Journal.Page, Trainer> trainer) {
        this.size = size;
        this.workers = workers;
        this.frequency = frequency;
        this.objective = objective;
        this.initial = Initialisation.of(objective, rows, 1);
        this.trainer = trainer;
    }

    @Override
    public Work run(double seconds) {
        Clock clock = new Clock(seconds);
        TrainingOptions options =
                new TrainingOptions(NO_END * frequency, size.batch(), 1e-4, 1, 0, workers, frequency, 1);
        try {
            trainer.apply(Journal.of(clock).page("rounds")).train(objective, initial, options);
        } catch (TimeUp e) {
            return clock.work((long) frequency * workers * size.batch());
        }
        throw new IllegalStateException("Expected the time to be up before " + NO_END + " rounds");
    }

    /** Ends a training. */
    private static final class TimeUp extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** What the rounds after the first one take, and the end of a training. */
    private static final class Clock implements ProgressListener {
        private final OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final long cpuBefore = system.getProcessCpuTime();
        private final double limit;
        private int counted = -1;
        private long start;
        private long cpuStart;

        Clock(double limit) {
            this.limit = limit;
        }

        @Override
        public void progress(Progress progress) {
            if (++counted == 0) {
                start = System.nanoTime();
                cpuStart = system.getProcessCpuTime();
            } else if (seconds() >= limit) {
                throw new TimeUp();
            }
        }

        @Override
        public void dropped(int round) {
            throw new IllegalStateException("Expected finite numbers; found none after round " + round);
        }

        private double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }

        Work work(long pairsPerRound) {
            double seconds = seconds();
            long cpu = system.getProcessCpuTime();
            return new Work(counted * pairsPerRound, seconds, (cpu - cpuStart) / 1e9, (cpuStart - cpuBefore) / 1e9);
        }
    }
}
