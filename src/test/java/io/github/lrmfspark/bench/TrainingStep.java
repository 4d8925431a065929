package io.github.lrmfspark.bench;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.nn.ObjectiveNetwork;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.objective.Objective;
import io.github.lrmfspark.train.Initialisation;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Our training step as a worker takes it: forward, backward and Adam on one minibatch through the network of DL4J. */
final class TrainingStep implements Runnable {
    private static final double RATE = 1e-4;
    private static final double NOISE = 0.1;

    private final StepSize size;
    private final Objective objective;
    private final DomainRows rows;
    private final MultiLayerNetwork network;
    private final DataSet pairs;

    TrainingStep(StepSize size) {
        this.size = size;
        objective = size.objective();
        rows = size.rows();
        network = ObjectiveNetwork.of(
                objective,
                beside(Initialisation.of(objective, rows, 1), NOISE / Math.sqrt(size.dimension())),
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

    /** Near a start from data, where many a number is zero and its place in the loss could not be seen. */
    private static float[] beside(float[] parameters, double deviation) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += (float) (deviation * random.nextGaussian());
        }
        return parameters;
    }

    /** Writes what the loss depends on: the order of every permutation, all parameters, the rows of A and of B. */
    void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (int[] order : size.permutations()) {
                for (int from : order) {
                    put(from, out);
                }
            }
            for (float[] values : List.of(
                    network.params().toFloatVector(),
                    rows.source().toArray(),
                    rows.target().toArray())) {
                for (float value : values) {
                    put(value, out);
                }
            }
        }
    }

    private static void put(float value, DataOutputStream out) throws IOException {
        out.writeInt(Integer.reverseBytes(Float.floatToRawIntBits(value)));
    }

    /** The loss of this minibatch. */
    double loss() {
        return new LossEvaluator(objective, rows)
                .evaluate(network.params())
                .means()
                .total();
    }

    long parameters() {
        return network.numParams();
    }

    @Override
    public void run() {
        network.fit(pairs);
    }
}
