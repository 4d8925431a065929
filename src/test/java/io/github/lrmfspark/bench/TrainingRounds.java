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
 * Averaging rounds of a training, or as many steps of a training without Spark. What counts begins with the end of the first
 * round, which builds the network.
 */
final class TrainingRounds implements Side {
    private static final int BEFORE = 1;

    private final Objective objective;
    private final float[] initial;
    private final StepSize size;
    private final int workers;
    private final int frequency;
    private final Function<Journal.Page, Trainer> trainer;
    private final Clock clock = new Clock();
    private double secondsPerRound = Double.POSITIVE_INFINITY;

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
        int rounds = BEFORE + (int) Math.max(1, Math.min(1000, Math.round(seconds / secondsPerRound)));
        clock.reset();
        trainer.apply(Journal.of(clock).page("rounds"))
                .train(
                        objective,
                        initial,
                        new TrainingOptions(rounds * frequency, size.batch(), 1e-4, 1, 0, workers, frequency, 1));
        int counted = rounds - BEFORE;
        secondsPerRound = clock.seconds / counted;
        return new Work(
                (long) counted * frequency * workers,
                clock.seconds,
                clock.cpuSeconds,
                clock.allCpuSeconds() - clock.cpuSeconds);
    }

    /** What the rounds after the first one took. */
    private static final class Clock implements ProgressListener {
        private final OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private int round;
        private long first;
        private long start;
        private long cpu;
        private double seconds;
        private double cpuSeconds;

        void reset() {
            round = 0;
            first = system.getProcessCpuTime();
        }

        double allCpuSeconds() {
            return (system.getProcessCpuTime() - first) / 1e9;
        }

        @Override
        public void progress(Progress progress) {
            if (++round == BEFORE) {
                start = System.nanoTime();
                cpu = system.getProcessCpuTime();
            }
            seconds = (System.nanoTime() - start) / 1e9;
            cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
        }

        @Override
        public void dropped(int round) {
            throw new IllegalStateException("Expected finite numbers; found none after round " + round);
        }
    }
}
