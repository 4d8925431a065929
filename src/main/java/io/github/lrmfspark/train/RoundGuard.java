package io.github.lrmfspark.train;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.checkpoint.TrainingState;
import io.github.lrmfspark.kernel.VectorCopies;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Remembers a network's parameters [P] and updater state [U] before a round, and puts them back if the round leaves a
 * number that is not finite. It also takes both from a checkpoint and gives them to one.
 *
 * <p>A vector counts as finite if the sum of its numbers is: a NaN or an infinity anywhere makes the sum one.
 *
 * <p>It keeps one copy of each vector where the network keeps its own, outside the Java heap: 12 P bytes more with
 * Adam, whose state has U = 2 P numbers. Lives on the driver. Not thread-safe.
 */
final class RoundGuard {
    private static final int BAD_ROUNDS_TO_STOP = 3;

    private final MultiLayerNetwork network;
    private final INDArray parameters;
    private final INDArray updaterState;
    private int dropped;
    private int inARow;

    /** @param network what is guarded; its vectors are copied now for the first time */
    RoundGuard(MultiLayerNetwork network) {
        this.network = network;
        this.parameters = network.params().dup();
        this.updaterState = state(network).dup();
    }

    private static INDArray state(MultiLayerNetwork network) {
        return network.getUpdater().getStateViewArray();
    }

    /** Whether a saved state has the P and U of this network. */
    boolean fits(TrainingState saved) {
        return saved.parameters().length == parameters.length() && saved.updaterState().length == updaterState.length();
    }

    /** Puts a saved state into the network: both vectors, the step, and how many rounds were dropped. */
    void goOnFrom(TrainingState saved) {
        VectorCopies.write(saved.parameters(), 0, network.params());
        VectorCopies.write(saved.updaterState(), 0, state(network));
        network.getLayerWiseConfigurations().setIterationCount(saved.step());
        dropped = saved.droppedRounds();
        inARow = saved.droppedInARow();
    }

    /**
     * Copies all that the training needs to go on from here.
     *
     * @param step steps of every worker that are done
     * @param seconds wall time so far
     * @param history the loss on the held-out rows so far
     */
    TrainingState state(int step, double seconds, List<HistoryPoint> history) {
        return new TrainingState(
                step,
                dropped,
                inARow,
                seconds,
                network.params().toFloatVector(),
                state(network).toFloatVector(),
                List.copyOf(history));
    }

    /** Overwrites what was remembered with what the network holds now. */
    void remember() {
        parameters.assign(network.params());
        updaterState.assign(state(network));
    }

    /** Whether the round left finite numbers. If not, the network is again as {@link #remember} saw it. */
    boolean finiteOrUndone() {
        boolean finite = Double.isFinite(network.params().sumNumber().doubleValue())
                && Double.isFinite(state(network).sumNumber().doubleValue());
        if (finite) {
            inARow = 0;
        } else {
            network.params().assign(parameters);
            state(network).assign(updaterState);
            dropped++;
            inARow++;
        }
        return finite;
    }

    /** How many rounds were dropped in all, those before a checkpoint included. */
    int dropped() {
        return dropped;
    }

    /**
     * Ends a training that only drops rounds.
     *
     * @param round the number of the last round, from 1
     * @throws TrainingFailedException with the parameters before the first of them, if the last three were dropped
     */
    void stopIfTooMany(int round) {
        if (inARow >= BAD_ROUNDS_TO_STOP) {
            throw new TrainingFailedException(
                    "Cannot go on training: rounds " + (round - BAD_ROUNDS_TO_STOP + 1) + " to " + round
                            + " all left numbers that are not finite. Lower training.learning-rate, or look for"
                            + " extreme values in the vectors.",
                    network.params().toFloatVector());
        }
    }
}
