package io.github.lrmfspark.train;

import io.github.lrmfspark.kernel.VectorCopies;
import io.github.lrmfspark.storage.FloatBytes;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What goes to a worker before a round and comes back after it: a network's parameters [P] and then its updater's state
 * [U], in one array of float32 on the Java heap. U is 2 P with Adam and P with Polyak's step.
 *
 * <p>Java's serialisation takes numbers one by one. As {@link FloatBytes} they are copied in blocks, little-endian. Kryo takes
 * the field as it is. Both keep every bit.
 *
 * <p>Not thread-safe. The driver sends one by broadcast; the tasks of an executor only read it.
 */
final class NetworkState implements Serializable {
    private static final long serialVersionUID = 1;

    private float[] values;

    private NetworkState(float[] values) {
        this.values = values;
    }

    /**
     * Copies the numbers that a network has now into a new array.
     *
     * @throws ArithmeticException if P + U is above 2³¹ − 1
     */
    static NetworkState of(MultiLayerNetwork network) {
        long moments = network.getUpdater().getStateViewArray().length();
        return new NetworkState(new float[Math.toIntExact(network.numParams() + moments)]).read(network);
    }

    /**
     * Copies the numbers that a network of the same P and U has now into the array that is there, and returns itself.
     */
    NetworkState read(MultiLayerNetwork network) {
        INDArray parameters = network.params();
        VectorCopies.read(parameters, values, 0);
        VectorCopies.read(network.getUpdater().getStateViewArray(), values, Math.toIntExact(parameters.length()));
        return this;
    }

    /** Copies these numbers into a network of the same P and U. Its step is left as it is. */
    void write(MultiLayerNetwork network) {
        INDArray parameters = network.params();
        VectorCopies.write(values, 0, parameters);
        VectorCopies.write(
                values,
                Math.toIntExact(parameters.length()),
                network.getUpdater().getStateViewArray());
    }

    /**
     * The mean 1/W Σ_w s_w in float32, summed in the order of the list and then divided. So the bits depend on that
     * order alone.
     *
     * @param states at least one, all of the same length; the first is overwritten and returned
     */
    static NetworkState mean(List<NetworkState> states) {
        NetworkState mean = states.get(0);
        for (NetworkState state : states.subList(1, states.size())) {
            add(state.values, mean.values);
        }
        divide(mean.values, states.size());
        return mean;
    }

    private static void add(float[] values, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += values[i];
        }
    }

    private static void divide(float[] values, int by) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= by;
        }
    }

    /** The length, then the numbers in blocks. */
    private void writeObject(ObjectOutputStream out) throws IOException {
        out.writeInt(values.length);
        FloatBytes.write(values, out);
    }

    private void readObject(ObjectInputStream in) throws IOException {
        values = FloatBytes.read(in, in.readInt());
    }
}
