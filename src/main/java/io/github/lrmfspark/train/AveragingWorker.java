package io.github.lrmfspark.train;

import io.github.lrmfspark.kernel.Device;
import io.github.lrmfspark.nn.ObjectiveNetwork;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.DataSet;

/**
 * DL4J's worker with a network that outlives its task: a thread of an executor builds it, with all its buffers, in the first
 * round of a run and only takes over the averaged numbers in the next ones. It keeps one for each device, for its tasks may be
 * given now this, now that card.
 */
final class AveragingWorker extends ParameterAveragingTrainingWorker {
    private static final long serialVersionUID = 1;
    private static final ThreadLocal<Map<Device, Kept>> KEPT = ThreadLocal.withInitial(HashMap::new);

    /** A network of this thread, and the run that it belongs to. */
    private record Kept(String run, MultiLayerNetwork network) {}

    private final String run;
    private final Broadcast<NetBroadcastTuple> broadcast;
    private final LossAccumulator loss;

    AveragingWorker(
            String run,
            Broadcast<NetBroadcastTuple> broadcast,
            WorkerConfiguration configuration,
            LossAccumulator loss) {
        super(broadcast, true, configuration, null, null, null);
        this.run = run;
        this.broadcast = broadcast;
        this.loss = loss;
    }

    @Override
    public @Nullable ParameterAveragingTrainingResult processMinibatch(
            DataSet minibatch, MultiLayerNetwork network, boolean isLast) {
        ParameterAveragingTrainingResult result = super.processMinibatch(minibatch, network, isLast);
        loss.add(ObjectiveNetwork.terms(network));
        return result;
    }

    @Override
    public MultiLayerNetwork getInitialModel() {
        Device device = Device.current();
        Kept kept = KEPT.get().get(device);
        if (kept == null || !kept.run.equals(run)) {
            kept = new Kept(run, super.getInitialModel());
            KEPT.get().put(device, kept);
            return kept.network;
        }
        NetBroadcastTuple current = broadcast.getValue();
        kept.network.params().assign(current.getParameters());
        kept.network.getUpdater().getStateViewArray().assign(current.getUpdaterState());
        kept.network
                .getLayerWiseConfigurations()
                .setIterationCount(current.getConfiguration().getIterationCount());
        return kept.network;
    }
}
