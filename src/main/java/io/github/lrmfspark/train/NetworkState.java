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
 * What goes to a worker before a round and comes back after it: a network's parameters [P] and then its updater's state, in
 * one array. Java's serialisation takes numbers one by one; as {@link FloatBytes} they are copied in blocks. Kryo takes the field as it is.
 */
final class NetworkState implements Serializable {
    private static final long serialVersionUID = 1;

    private float[] values;

    private NetworkState(float[] values) {
        this.values = values;
    }

    /** The numbers that a network has now. */
    static NetworkState of(MultiLayerNetwork network) {
        long moments = network.getUpdater().getStateViewArray().length();
        return new NetworkState(new float[Math.toIntExact(network.numParams() + moments)]).read(network);
    }

    /** Takes the numbers that a network has now, in the array that it has, and returns itself. */
    NetworkState read(MultiLayerNetwork network) {
        INDArray parameters = network.params();
        VectorCopies.read(parameters, values, 0);
        VectorCopies.read(network.getUpdater().getStateViewArray(), values, Math.toIntExact(parameters.length()));
        return this;
    }

    /** Gives a network these numbers. */
    void write(MultiLayerNetwork network) {
        INDArray parameters = network.params();
        VectorCopies.write(values, 0, parameters);
        VectorCopies.write(
                values,
                Math.toIntExact(parameters.length()),
                network.getUpdater().getStateViewArray());
    }

    /** The mean, summed in the order of the list. Uses up the first element. */
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

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.writeInt(values.length);
        FloatBytes.write(values, out);
    }

    private void readObject(ObjectInputStream in) throws IOException {
        values = FloatBytes.read(in, in.readInt());
    }
}
