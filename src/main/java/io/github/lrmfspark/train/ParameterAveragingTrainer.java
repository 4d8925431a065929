package io.github.lrmfspark.train;

import io.github.lrmfspark.data.Batches;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.nn.Updater;
import io.github.lrmfspark.objective.Objective;
import java.io.Serializable;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.nd4j.linalg.dataset.DataSet;
import scala.Function2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;

/**
 * Trains on Spark's executors by DL4J's parameter averaging. Each round is one Spark job: partition w computes the steps of
 * worker w from the common parameters on the rows that it keeps, and the driver takes the mean of what comes back.
 *
 * <p>In Spark's web interface a job and its stage have the name of their training and the number of their round, and the
 * stage shows the mean of the loss over its minibatches.
 *
 * <p>A task computes on the GPU that Spark gave it. Where executors have GPUs and tasks do not ask for any, the stages that
 * train ask for one a task.
 *
 * <p>A round depends on the parameters before it, the rows, the seed and the steps' numbers alone, so a task that is retried
 * gives the same bits.
 *
 * <p>References: McDonald, Hall, Mann, "Distributed Training Strategies for the Structured Perceptron", NAACL 2010.
 */
public final class ParameterAveragingTrainer implements Trainer {
    private final JavaSparkContext spark;
    private final JavaRDD<DomainRows> workers;
    private final FitContext.Training context;
    private final TrainingLoop loop;

    /**
     * @param workers one element a partition, one partition a worker
     * @param reported the objective whose loss is reported, with the same parameters as the one that is trained
     * @param heldOut the rows that it is reported on
     * @param context what the training is called, who hears of it, and where it goes on from
     */
    public ParameterAveragingTrainer(
            JavaSparkContext spark,
            JavaRDD<DomainRows> workers,
            Objective reported,
            DomainRows heldOut,
            FitContext.Training context) {
        this(spark, workers, new TrainingLoop(reported, heldOut, context));
    }

    private ParameterAveragingTrainer(JavaSparkContext spark, JavaRDD<DomainRows> workers, TrainingLoop loop) {
        this.spark = spark;
        this.workers = workers;
        this.context = loop.context();
        this.loop = loop;
    }

    /** The same trainer by another updater than the usual Adam. */
    public ParameterAveragingTrainer with(Updater updater) {
        return new ParameterAveragingTrainer(spark, workers, loop.with(updater));
    }

    @Override
    public TrainingResult train(Objective objective, float[] initial, TrainingOptions options) {
        if (options.workers() != workers.getNumPartitions()) {
            throw new IllegalArgumentException("Expected a partition for each of " + options.workers()
                    + " workers; found " + workers.getNumPartitions());
        }
        String run = UUID.randomUUID().toString();
        LossAccumulator loss = new LossAccumulator();
        spark.sc().register(loss, "loss");
        CollectionAccumulator<TaskDevice> devices = new CollectionAccumulator<>();
        spark.sc().register(devices);
        try {
            return loop.run(objective, initial, options, network -> {
                AveragingMaster master = new AveragingMaster(run, spark, network, options, loss);
                return (from, to) -> {
                    loss.reset();
                    devices.reset();
                    name(options.roundsOf(to), options.rounds());
                    master.round(GpuStage.of(minibatches(new Steps(options, from, to, devices))));
                    context.computed(devices.value());
                };
            });
        } finally {
            spark.setJobDescription(null);
            spark.clearCallSite();
        }
    }

    private JavaRDD<DataSet> minibatches(Steps steps) {
        return workers.rdd()
                .mapPartitionsWithIndex(steps, true, ClassTag.apply(DataSet.class))
                .toJavaRDD();
    }

    private void name(int round, int rounds) {
        String name = context.name() + ": round " + round + "/" + rounds;
        spark.setJobDescription(name);
        spark.setCallSite(name);
    }

    /**
     * The minibatches of a worker's steps {@code from} to {@code to}, on the device of its task. No lambda and a function of Scala, as
     * {@code AveragingMaster}'s work is, and for the same reason.
     */
    private record Steps(TrainingOptions options, int from, int to, CollectionAccumulator<TaskDevice> devices)
            implements Function2<Object, Iterator<DomainRows>, Iterator<DataSet>>, Serializable {

        @Override
        public Iterator<DataSet> apply(Object worker, Iterator<DomainRows> partition) {
            devices.add(TaskDevice.bind());
            DomainRows rows = partition.next();
            Batches batches = new Batches(rows, options.batchSize(), options.noise(), options.seed(), (int) worker);
            return JavaConverters.asScalaIterator(
                    new PairDataSets(batches, options.batchSize(), rows.dimension()).steps(from, to));
        }
    }
}
