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
 * Trains on Spark's executors by DL4J's parameter averaging. Each round is one Spark job: partition w computes the
 * steps of worker w from the common parameters on the rows that it keeps, and the driver takes the mean of what comes
 * back:
 *
 * <pre>
 *   θ ← 1/W Σ_w θ_w,   u ← 1/W Σ_w u_w
 * </pre>
 *
 * <p>with θ the parameters [P] and u the updater's state, both in float32 and summed from w = 0 up.
 *
 * <p>On the driver a {@link TrainingLoop} asks for a round, and an {@link AveragingMaster} submits it. In an executor
 * each task binds its device ({@link TaskDevice}), makes the minibatches of its steps ({@link PairDataSets}) and takes
 * them on a network that the executor keeps from round to round ({@link AveragingWorker}).
 *
 * <p>In Spark's web interface a job and its stage have the name of their training and the number of their round, and
 * the stage shows the mean of the loss over its minibatches.
 *
 * <p>A task computes on the GPU that Spark gave it. Where executors have GPUs and tasks do not ask for any, the stages
 * that train ask for one a task ({@link GpuStage}). On what the executors compute is told once a fit.
 *
 * <p>A round depends on the parameters before it, the rows, the seed and the steps' numbers alone, so a task that is
 * retried gives the same bits.
 *
 * <p>Not thread-safe: it sets the description of the jobs of the calling thread, and clears it at the end.
 *
 * <p>References: McDonald, Hall, Mann, "Distributed Training Strategies for the Structured Perceptron", NAACL 2010.
 */
public final class ParameterAveragingTrainer implements Trainer {
    private final JavaSparkContext spark;
    private final JavaRDD<DomainRows> workers;
    private final FitContext.Training context;
    private final TrainingLoop loop;

    /**
     * A trainer by {@link Updater.Adam#USUAL}.
     *
     * @param spark the application's context, on the driver
     * @param workers one element a partition, one partition a worker; read anew in every round, so best persisted
     * @param reported the objective whose loss is reported, with the same parameters [P] as the one that is trained
     * @param heldOut the rows that it is reported on, or the first 1,024 of each domain; they lie on the driver
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

    /**
     * The same trainer by another updater.
     *
     * @param updater how the parameters follow the gradient
     * @return a new trainer
     */
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

    /** What Spark's web interface calls the job and the stage of a round. */
    private void name(int round, int rounds) {
        String name = context.name() + ": round " + round + "/" + rounds;
        spark.setJobDescription(name);
        spark.setCallSite(name);
    }

    /**
     * The minibatches of a worker's steps, in an executor. Binds the device of the task before it makes any, since they
     * lie on it. No lambda and a function of Scala, as {@code AveragingMaster}'s work is, and for the same reason.
     *
     * @param options batch size, noise and seed
     * @param from the first step (included)
     * @param to the last step (excluded)
     * @param devices hears where each task computes; of a retried task perhaps twice
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
