package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Share of mapped source rows whose own label a multinomial logistic regression gives them that was trained on the target's
 * labels, with rows standardised by the target's moments. A row that is not finite counts as wrong.
 *
 * <p>The regression minimises ½ ‖W‖² + C Σ −log p(label | row) with C = 1, intercepts free, as scikit-learn's does unless
 * told otherwise; by stochastic steps, so that the weights are near the minimum and not on it. The
 * interval is of the source rows, beside the regression of these target rows.
 */
public final class LogisticLabelAccuracy implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.higher("labelAccuracyLogistic", 1);

    private static final int BATCH = 512;
    private static final int STEPS = 800;
    private static final double RATE = 0.05;

    private final long seed;

    public LogisticLabelAccuracy(long seed) {
        this.seed = seed;
    }

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public boolean appliesTo(AlignedSamples samples) {
        return LabelRules.comparable(samples) && LabelRules.learnable(samples);
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        return Map.of(
                FIGURE.name(),
                Estimate.ofProportion(right(samples), samples.source().rows().rows()));
    }

    @Override
    public Map<String, Estimate> floor(FloorDraws draws) {
        return LabelRules.floor(draws, this::right)
                .map(floor -> Map.of(FIGURE.name(), floor))
                .orElseGet(Map::of);
    }

    private int right(AlignedSamples samples) {
        Standardisation standardisation =
                standardisation(Moments.of(samples.target().rows()));
        int[] classes =
                Arrays.stream(samples.target().labels()).distinct().sorted().toArray();
        SoftmaxNetwork network = trained(samples.target(), classes, standardisation);
        int[] expected = samples.source().labels();
        float[] x = new float[network.batch() * standardisation.dimension()];
        int right = 0;
        for (int first = 0; first < expected.length; first += network.batch()) {
            int count = Math.min(network.batch(), expected.length - first);
            for (int i = 0; i < count; i++) {
                load(samples.mapped(), first + i, standardisation, x, i);
            }
            float[] logits = network.logits(x);
            for (int i = 0; i < count; i++) {
                int winner = largest(logits, i * classes.length, classes.length);
                right += winner >= 0 && classes[winner] == expected[first + i] ? 1 : 0;
            }
        }
        return right;
    }

    private SoftmaxNetwork trained(Sample target, int[] classes, Standardisation standardisation) {
        SplittableRandom random = new SplittableRandom(seed);
        int dimension = standardisation.dimension();
        int rows = target.rows().rows();
        int batch = Math.min(BATCH, rows);
        SoftmaxNetwork network = new SoftmaxNetwork(new int[] {dimension, classes.length}, batch, random);
        RowCycle cycle = new RowCycle(IntStream.range(0, rows).toArray(), random);
        float[] x = new float[batch * dimension];
        int[] labels = new int[batch];
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < batch; i++) {
                int row = cycle.next();
                load(target.rows(), row, standardisation, x, i);
                labels[i] = Arrays.binarySearch(classes, target.labels()[row]);
            }
            network.step(x, labels, SoftmaxNetwork.cosine(RATE, step, STEPS), 1.0 / rows);
        }
        return network;
    }

    private static void load(PackedRows rows, int row, Standardisation standardisation, float[] into, int at) {
        float[] vector = new float[rows.dimension()];
        rows.copyRow(row, vector, 0);
        standardisation.apply(vector);
        System.arraycopy(vector, 0, into, at * vector.length, vector.length);
    }

    /** The class of the largest logit; −1 where they are not finite. */
    private static int largest(float[] logits, int from, int count) {
        int largest = 0;
        for (int c = 0; c < count; c++) {
            if (!Float.isFinite(logits[from + c])) {
                return -1;
            }
            largest = logits[from + c] > logits[from + largest] ? c : largest;
        }
        return largest;
    }

    private static Standardisation standardisation(Moments moments) {
        double[] deviation = new double[moments.mean().length];
        Arrays.setAll(deviation, d -> Math.sqrt(moments.covariance()[d][d]));
        return new Marginals(moments.mean(), deviation).standardisation();
    }
}
