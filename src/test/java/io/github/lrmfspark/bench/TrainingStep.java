package io.github.lrmfspark.bench;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.nn.ObjectiveNetwork;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.Objective;
import io.github.lrmfspark.train.Initialisation;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Our training step as a worker takes it: forward, backward and Adam on one minibatch through the network of DL4J. */
final class TrainingStep implements Runnable {
    private static final double RATE = 1e-4;

    private final MultiLayerNetwork network;
    private final DataSet pairs;

    TrainingStep(StepSize size) {
        Objective objective = size.objective();
        DomainRows rows = size.rows();
        network = ObjectiveNetwork.of(
                objective,
                Initialisation.of(objective, rows, 1),
                Map.of(LogLikelihoodRatio.TRANSFORM, RATE, LogLikelihoodRatio.DENSITY, RATE),
                Integer.MAX_VALUE);
        pairs = new DataSet(features(rows), Nd4j.zeros(DataType.FLOAT, size.batch(), 1));
    }

    /** [a | b], column by column. */
    private static INDArray features(DomainRows rows) {
        int n = rows.source().rows();
        INDArray a = Nd4j.createFromArray(rows.source().toArray()).reshape(n, rows.dimension());
        INDArray b = Nd4j.createFromArray(rows.target().toArray()).reshape(n, rows.dimension());
        return Nd4j.hstack(a, b).dup('f');
    }

    long parameters() {
        return network.numParams();
    }

    @Override
    public void run() {
        network.fit(pairs);
    }
}
