package io.github.lrmfspark.train;

import io.github.lrmfspark.kernel.Device;
import io.github.lrmfspark.nn.ObjectiveNetwork;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.WorkerConfiguration;
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

    /** A network of this thread, the run that it belongs to, and room for what comes back. */
    private record Kept(String run, MultiLayerNetwork network, NetworkState result) {
        static Kept of(String run, MultiLayerConfiguration configuration) {
            MultiLayerNetwork network = new MultiLayerNetwork(configuration.clone());
            network.init();
            return new Kept(run, network, NetworkState.like(network));
        }
    }

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
    public @Nullable ParameterAveragingTrainingResult processMinibatch(
            DataSet minibatch, MultiLayerNetwork network, boolean isLast) {
        ParameterAveragingTrainingResult result = super.processMinibatch(minibatch, network, isLast);
        loss.add(ObjectiveNetwork.terms(network));
        return result;
    }

    @Override
    public MultiLayerNetwork getInitialModel() {
        MultiLayerNetwork network = kept().network;
        state.getValue().write(network);
        network.getLayerWiseConfigurations().setIterationCount(step);
        return network;
    }

    private Kept kept() {
        return KEPT.get()
                .compute(
                        Device.current(),
                        (device, kept) ->
                                kept != null && kept.run.equals(run) ? kept : Kept.of(run, configuration.getValue()));
    }

    @Override
    public ParameterAveragingTrainingResult getFinalResult(MultiLayerNetwork network) {
        return new Result(kept().result.read(network), network.score());
    }
}
