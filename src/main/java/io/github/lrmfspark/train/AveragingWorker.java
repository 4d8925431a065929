package io.github.lrmfspark.train;

import io.github.lrmfspark.kernel.Device;
import io.github.lrmfspark.nn.ObjectiveNetwork;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.DataSet;

/**
 * DL4J's worker with a network that outlives its task: the first round of a run builds as many in an executor as it has tasks at a
 * time, with all their buffers, and the next rounds only give them the averaged numbers. It keeps them by device, for its tasks
 * may be given now this, now that card.
 */
final class AveragingWorker extends ParameterAveragingTrainingWorker {
    private static final long serialVersionUID = 1;
    private static final Map<Device, Queue<Kept>> IDLE = new ConcurrentHashMap<>();

    /** A network that no task uses now, and the run that it belongs to. */
    private record Kept(String run, MultiLayerNetwork network) {}

    /** What DL4J makes of a round, with plain numbers instead of arrays of ND4J. */
    static final class Result extends ParameterAveragingTrainingResult {
        private final NetworkState state;

        private Result(NetworkState state, double score) {
            super(null, null, score, null, null, null);
            this.state = state;
        }

        static NetworkState stateOf(ParameterAveragingTrainingResult result) {
            return ((Result) result).state;
        }
    }

    private final String run;
    private final Broadcast<MultiLayerConfiguration> configuration;
    private final Broadcast<NetworkState> state;
    private final int step;
    private final LossAccumulator loss;

    /** @param step how many steps the numbers in {@code state} have seen */
    AveragingWorker(
            String run,
            Broadcast<MultiLayerConfiguration> configuration,
            Broadcast<NetworkState> state,
            int step,
            WorkerConfiguration ofWorkers,
            LossAccumulator loss) {
        super(null, true, ofWorkers, null, null, null);
        this.run = run;
        this.configuration = configuration;
        this.state = state;
        this.step = step;
        this.loss = loss;
    }

    @Override
    public MultiLayerNetwork getInitialModel() {
        MultiLayerNetwork network = idleOrNew();
        state.getValue().write(network);
        network.getLayerWiseConfigurations().setIterationCount(step);
        return network;
    }

    private MultiLayerNetwork idleOrNew() {
        Kept kept = idle().poll();
        while (kept != null && !kept.run.equals(run)) {
            kept = idle().poll();
        }
        if (kept != null) {
            return kept.network;
        }
        MultiLayerNetwork network =
                new MultiLayerNetwork(configuration.getValue().clone());
        network.init();
        return network;
    }

    private static Queue<Kept> idle() {
        return IDLE.computeIfAbsent(Device.current(), device -> new ConcurrentLinkedQueue<>());
    }

    @Override
    public @Nullable ParameterAveragingTrainingResult processMinibatch(
            DataSet minibatch, MultiLayerNetwork network, boolean isLast) {
        ParameterAveragingTrainingResult result = super.processMinibatch(minibatch, network, isLast);
        loss.add(ObjectiveNetwork.terms(network));
        if (isLast) {
            idle().add(new Kept(run, network));
        }
        return result;
    }

    @Override
    public ParameterAveragingTrainingResult getFinalResult(MultiLayerNetwork network) {
        return new Result(NetworkState.of(network), network.score());
    }
}
