package io.github.lrmfspark.train;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J's parameter averaging for partitions that are known to be equal: one round a call, without counting the data first;
 * networks that stay in the executors; and a mean that is summed in the partitions' order, so that any number of workers gives
 * the same bits every time.
 */
final class AveragingMaster extends ParameterAveragingTrainingMaster {
    private final String run;
    private final int workers;
    private final int batchSize;
    private final int stepsPerRound;
    private final LossAccumulator loss;
    private @Nullable Broadcast<NetBroadcastTuple> sent;

    /**
     * @param run a name that no other training of this application has
     * @param loss takes the loss of every minibatch
     */
    AveragingMaster(String run, int workers, int batchSize, int stepsPerRound, LossAccumulator loss) {
        super(new Builder(workers, batchSize)
                .batchSizePerWorker(batchSize)
                .averagingFrequency(stepsPerRound)
                .workerPrefetchNumBatches(0)
                .saveUpdater(true)
                .repartionData(Repartition.Never)
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .storageLevel(null));
        this.run = run;
        this.workers = workers;
        this.batchSize = batchSize;
        this.stepsPerRound = stepsPerRound;
        this.loss = loss;
    }

    @Override
    protected <T, R extends JavaRDDLike<T, R>> long getTotalDataSetObjectCount(JavaRDDLike<T, R> data) {
        return (long) workers * stepsPerRound;
    }

    @Override
    public ParameterAveragingTrainingWorker getWorkerInstance(SparkDl4jMultiLayer spark) {
        MultiLayerNetwork network = spark.getNetwork();
        Broadcast<NetBroadcastTuple> broadcast = spark.getSparkContext()
                .broadcast(new NetBroadcastTuple(
                        network.getLayerWiseConfigurations(),
                        network.params(),
                        network.getUpdater().getStateViewArray()));
        sent = broadcast;
        return new AveragingWorker(
                run, broadcast, new WorkerConfiguration(false, batchSize, batchSize, stepsPerRound, 0, false), loss);
    }

    @Override
    protected void processResults(
            SparkDl4jMultiLayer spark,
            @Nullable SparkComputationGraph graph,
            JavaRDD<ParameterAveragingTrainingResult> results,
            int split,
            int splits) {
        RoundResult mean = RoundResult.mean(results.map(RoundResult::of).collect());
        MultiLayerNetwork network = spark.getNetwork();
        assign(mean.parameters(), network.params());
        assign(mean.updaterState(), network.getUpdater().getStateViewArray());
        forget();
    }

    private static void assign(float[] values, INDArray vector) {
        vector.assign(Nd4j.createFromArray(values).reshape(vector.shape()));
    }

    private void forget() {
        Broadcast<NetBroadcastTuple> broadcast = sent;
        if (broadcast != null) {
            broadcast.destroy();
            sent = null;
        }
    }
}
