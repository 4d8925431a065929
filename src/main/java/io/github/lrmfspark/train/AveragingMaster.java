package io.github.lrmfspark.train;

import java.io.Serializable;
import java.util.List;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.api.worker.ExecuteWorkerFlatMap;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import scala.Function2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;

/**
 * DL4J's parameter averaging for partitions that hold equally many minibatches. It differs from DL4J's own master in
 * three things:
 *
 * <ul>
 *   <li>One call is one round. The data are not counted first, which would compute them twice.
 *   <li>Networks stay in the executors. Only numbers go out and come back ({@link NetworkState}).
 *   <li>The mean is summed in the order of partitions, so any number of workers gives the same bits every time.
 * </ul>
 *
 * <p>A round, on the driver: DL4J's {@code executeTraining} makes one split of all minibatches and calls {@link
 * #doIteration} for it. That broadcasts parameters and updater state, runs one Spark job of one task a worker, waits
 * for all states, writes their mean into the network, and destroys the broadcast.
 *
 * <p>At the end of a round the driver holds W states of P + U floats. Lives on the driver; not thread-safe. One master
 * for one training.
 *
 * <p>References: McDonald, Hall, Mann, "Distributed Training Strategies for the Structured Perceptron", NAACL 2010.
 */
final class AveragingMaster extends ParameterAveragingTrainingMaster {
    private final String run;
    private final SparkDl4jMultiLayer training;
    private final Broadcast<MultiLayerConfiguration> configuration;
    private final WorkerConfiguration ofWorkers;
    private final long minibatches;
    private final LossAccumulator loss;
    private NetworkState state;
    private @Nullable Broadcast<NetworkState> sent;

    /**
     * @param run a name that no other training of this application has, by which executors know their networks
     * @param spark the application's context
     * @param network what is trained; its configuration is broadcast now, its numbers in every round
     * @param options workers, batch size and steps a round
     * @param loss takes the loss of every minibatch
     */
    AveragingMaster(
            String run,
            JavaSparkContext spark,
            MultiLayerNetwork network,
            TrainingOptions options,
            LossAccumulator loss) {
        this(run, spark, network, options, Math.min(options.averagingFrequency(), options.steps()), loss);
    }

    private AveragingMaster(
            String run,
            JavaSparkContext spark,
            MultiLayerNetwork network,
            TrainingOptions options,
            int stepsPerRound,
            LossAccumulator loss) {
        super(new Builder(options.workers(), options.batchSize())
                .batchSizePerWorker(options.batchSize())
                .averagingFrequency(stepsPerRound)
                .workerPrefetchNumBatches(0)
                .saveUpdater(true)
                .repartionData(Repartition.Never)
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .storageLevel(null));
        this.run = run;
        this.training = new SparkDl4jMultiLayer(spark, network, this);
        this.configuration = spark.broadcast(network.getLayerWiseConfigurations());
        this.ofWorkers =
                new WorkerConfiguration(false, options.batchSize(), options.batchSize(), stepsPerRound, 0, false);
        this.minibatches = (long) options.workers() * stepsPerRound;
        this.loss = loss;
        this.state = NetworkState.of(network);
    }

    /**
     * Trains the network by one round: parameters and updater state become the workers' mean.
     *
     * @param partitions the minibatches of worker w in partition w, features [N, 2D]
     */
    void round(JavaRDD<DataSet> partitions) {
        executeTraining(training, partitions);
    }

    /** What a full round has, without looking: as many as DL4J asks for in one split, so that it makes one. */
    @Override
    protected <T, R extends JavaRDDLike<T, R>> long getTotalDataSetObjectCount(JavaRDDLike<T, R> data) {
        return minibatches;
    }

    /** Broadcasts what the network holds now, and makes the worker that goes into the closure of the job. */
    @Override
    public ParameterAveragingTrainingWorker getWorkerInstance(SparkDl4jMultiLayer spark) {
        MultiLayerNetwork network = spark.getNetwork();
        Broadcast<NetworkState> now = spark.getSparkContext().broadcast(state.read(network));
        sent = now;
        int step = network.getLayerWiseConfigurations().getIterationCount();
        return new AveragingWorker(run, configuration, now, step, ofWorkers, loss);
    }

    /** Runs the job of a round. Spark gives back the states in the order of partitions, whichever task ends first. */
    @Override
    protected void doIteration(SparkDl4jMultiLayer spark, JavaRDD<DataSet> minibatches, int split, int splits) {
        Object states = minibatches
                .context()
                .runJob(
                        minibatches.rdd(),
                        new Work(new ExecuteWorkerFlatMap<>(getWorkerInstance(spark))),
                        ClassTag.apply(NetworkState.class));
        state = NetworkState.mean(List.of((NetworkState[]) states));
        state.write(spark.getNetwork());
        forget();
    }

    /**
     * DL4J's work on the minibatches of one worker, and the state that it leaves. A function of Scala, with a class of
     * its own, for speed: around a lambda, such as those of Spark's interface for Java, Spark reads the bytes of the
     * classes anew for every job.
     */
    private record Work(ExecuteWorkerFlatMap<ParameterAveragingTrainingResult> worker)
            implements Function2<TaskContext, Iterator<DataSet>, NetworkState>, Serializable {
        @Override
        public NetworkState apply(TaskContext task, Iterator<DataSet> minibatches) {
            try {
                return AveragingWorker.Result.stateOf(
                        worker.call(JavaConverters.asJavaIterator(minibatches)).next());
            } catch (Exception e) { // as it is, for Spark and the job look at what it is
                return ExceptionUtils.rethrow(e);
            }
        }
    }

    /** Frees the broadcast of the last round on the driver and in the executors. */
    private void forget() {
        Broadcast<NetworkState> old = sent;
        if (old != null) {
            old.destroy();
            sent = null;
        }
    }
}
