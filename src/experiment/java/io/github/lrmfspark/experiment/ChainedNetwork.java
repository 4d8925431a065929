package io.github.lrmfspark.experiment;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network of DL4J's layers without a loss of its own: the error at its output comes from outside, such as from the next
 * network of a chain, and the error at its input goes out. Input and output are rows, [N, width], whatever the layers make of
 * them. Not thread-safe.
 */
final class ChainedNetwork {
    private final MultiLayerNetwork network;
    private @Nullable INDArray output;
    private @Nullable Gradient gradient;

    ChainedNetwork(MultiLayerConfiguration configuration) {
        this.network = new MultiLayerNetwork(configuration);
        network.init();
    }

    /** The output for rows, [N, outputs]. */
    INDArray forward(INDArray rows) {
        network.setInput(rows);
        List<INDArray> activations = network.feedForward(true, false);
        INDArray last = activations.get(activations.size() - 1);
        output = last;
        return flat(last);
    }

    /**
     * The gradient with respect to the input of the last {@link #forward}, [N, inputs], where that with respect to its output is
     * {@code epsilon}, [N, outputs]. The gradient of the parameters replaces the one before.
     */
    INDArray backward(INDArray epsilon) {
        long[] shape = Objects.requireNonNull(output, "no input so far").shape();
        Pair<Gradient, INDArray> both =
                network.backpropGradient(epsilon.dup('c').reshape('c', shape), LayerWorkspaceMgr.noWorkspaces());
        gradient = both.getFirst();
        return flat(both.getSecond());
    }

    /** One step of the updater along the last gradient, which is used up. */
    void update(int step) {
        Gradient latest = gradient();
        network.getUpdater().update(network, latest, step, 0, 1, LayerWorkspaceMgr.noWorkspaces());
        network.params().subi(latest.gradient());
        gradient = null;
    }

    /** The parameters [P], as a view. */
    INDArray parameters() {
        return network.params();
    }

    Gradient gradient() {
        return Objects.requireNonNull(gradient, "no gradient so far");
    }

    private static INDArray flat(INDArray rows) {
        return rows.dup('c').reshape('c', rows.size(0), rows.length() / rows.size(0));
    }
}
