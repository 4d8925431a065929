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
 * DL4J's parameter averaging for partitions that are known to be equal: one round a call, without counting the data first;
 * networks that stay in the executors, to which and from which only numbers go; and a mean that is summed in the partitions'
 * order, so that any number of workers gives the same bits every time. One master for one training.
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
     * @param run a name that no other training of this application has
     * @param network what is trained
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

    /** Trains the network by one round of the minibatches in each partition. */
    void round(JavaRDD<DataSet> partitions) {
        executeTraining(training, partitions);
    }

    @Override
    protected <T, R extends JavaRDDLike<T, R>> long getTotalDataSetObjectCount(JavaRDDLike<T, R> data) {
        return minibatches;
    }

    @Override
    public ParameterAveragingTrainingWorker getWorkerInstance(SparkDl4jMultiLayer spark) {
        MultiLayerNetwork network = spark.getNetwork();
        Broadcast<NetworkState> now = spark.getSparkContext().broadcast(state.read(network));
        sent = now;
        int step = network.getLayerWiseConfigurations().getIterationCount();
        return new AveragingWorker(run, configuration, now, step, ofWorkers, loss);
    }

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
     * DL4J's work on the minibatches of one worker, and the state that it leaves. A function of Scala, with a class of its own, for speed:
     * around a lambda, such as those of Spark's interface for Java, Spark reads the bytes of the classes anew for every job.
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

    private void forget() {
        Broadcast<NetworkState> old = sent;
        if (old != null) {
            old.destroy();
            sent = null;
        }
    }
}
