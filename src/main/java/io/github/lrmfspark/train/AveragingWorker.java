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
 * DL4J's worker with a network that outlives its task. The first round of a run builds as many networks in an executor
 * as it has tasks at a time, with all their buffers. The next rounds only give them the averaged numbers.
 *
 * <p>Made on the driver in every round, and sent within the closure of its job. In the executor, in the thread of a
 * task, DL4J calls {@link #getInitialModel} once, then {@link #processMinibatch} for each step. The last step takes the
 * state from the network and puts the network back for the next task.
 *
 * <p>Idle networks are kept by device, since Spark may give a task now this card, now that one. Those of an earlier run
 * are dropped when they are come across. A task that fails does not put its network back, so no half-trained one is
 * used again.
 *
 * <p>The store of idle networks is shared by all tasks of an executor and is thread-safe. A network in use belongs to
 * one task.
 */
final class AveragingWorker extends ParameterAveragingTrainingWorker {
    private static final long serialVersionUID = 1;
    private static final Map<Device, Queue<Kept>> IDLE = new ConcurrentHashMap<>();

    /**
     * A network that no task uses now.
     *
     * @param run the training that it belongs to
     * @param network with buffers for that training's batch size, on the device that it is kept by
     */
    private record Kept(String run, MultiLayerNetwork network) {}

    /** What DL4J takes for the result of a task: the state in plain numbers, in place of arrays of ND4J. */
    static final class Result extends ParameterAveragingTrainingResult {
        private final NetworkState state;

        private Result(NetworkState state, double score) {
            super(null, null, score, null, null, null);
            this.state = state;
        }

        /** The state in the result of such a worker. */
        static NetworkState stateOf(ParameterAveragingTrainingResult result) {
            return ((Result) result).state;
        }
    }

    private final String run;
    private final Broadcast<MultiLayerConfiguration> configuration;
    private final Broadcast<NetworkState> state;
    private final int step;
    private final LossAccumulator loss;

    /**
     * @param run the training's name in this application
     * @param configuration of the network, for the first round in an executor
     * @param state the common parameters [P] and updater state [U] before the round
     * @param step how many steps those numbers have seen, from which learning rate and Adam's correction of bias follow
     * @param ofWorkers DL4J's settings: batch size and steps a round
     * @param loss takes the loss of every minibatch
     */
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

    /** An idle network of this run and device, or a new one, with the common numbers and step. */
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

    /**
     * Takes one step. After the last one it puts the network back.
     *
     * @return the result of the task after the last step, null before
     */
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

    /** Copies the network's numbers, for it may be given to another task before they are sent. */
    @Override
    public ParameterAveragingTrainingResult getFinalResult(MultiLayerNetwork network) {
        return new Result(NetworkState.of(network), network.score());
    }
}
