package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.statistics.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Share of mapped source rows whose own label a multinomial logistic regression gives them that was trained on the target's
 * labels, with rows standardised by the target's moments:
 *
 * <pre>{@code
 *   mean 1[argmax_c (Wᵀ T(a) + w)_c = label(a)],   W, w = argmin ½ ‖W‖² + C Σ_b −log softmax(Wᵀ b + w)_label(b)
 * }</pre>
 *
 * <p>with C = 1 unless another is given, and intercepts w free, as scikit-learn's has unless told otherwise; by stochastic steps, so that the weights are
 * near the minimum and not on it. Without units; best 1. A row that is not finite counts as wrong. The interval is of the source
 * rows, beside the regression of these target rows.
 *
 * <p>Reference: Pedregosa and others, "Scikit-learn: machine learning in Python", JMLR 12, 2011.
 */
public final class LogisticLabelAccuracy implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.higher("labelAccuracyLogistic", 1);

    /** Rows of a minibatch. */
    private static final int BATCH = 512;

    private static final int STEPS = 800;
    /** Adam's rate at the first step, from where it falls to 0 as a cosine. */
    private static final double RATE = 0.05;

    private final long seed;
    private final double strength;

    /** @param seed draws the batches */
    public LogisticLabelAccuracy(long seed) {
        this(seed, 1);
    }

    /**
     * The same by another C.
     *
     * @param seed draws the batches
     * @param strength C, above 0; a smaller one suits many coordinates
     */
    public LogisticLabelAccuracy(long seed, double strength) {
        this.seed = seed;
        this.strength = strength;
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

    /** How many source rows are given their own label. */
    private int right(AlignedSamples samples) {
        Standardisation standardisation =
                Moments.of(samples.target().rows()).marginals().standardisation();
        int[] classes =
                Arrays.stream(samples.target().labels()).distinct().sorted().toArray();
        SoftmaxNetwork network = trained(
                standardisation.of(samples.target().rows()), samples.target().labels(), classes);
        PackedRows mapped = standardisation.of(samples.mapped());
        int[] expected = samples.source().labels();
        float[] x = new float[network.batch() * mapped.dimension()];
        int right = 0;
        for (int first = 0; first < expected.length; first += network.batch()) {
            int count = Math.min(network.batch(), expected.length - first);
            for (int i = 0; i < count; i++) {
                mapped.copyRow(first + i, x, i * mapped.dimension());
            }
            float[] logits = network.logits(x);
            for (int i = 0; i < count; i++) {
                int winner = largest(logits, i * classes.length, classes.length);
                right += winner >= 0 && classes[winner] == expected[first + i] ? 1 : 0;
            }
        }
        return right;
    }

    /**
     * The regression of labels.
     *
     * @param target standardised rows, [M, D]
     * @param labels of these rows, [M]
     * @param classes the distinct labels, ascending
     */
    private SoftmaxNetwork trained(PackedRows target, int[] labels, int[] classes) {
        SplittableRandom random = new SplittableRandom(seed);
        int dimension = target.dimension();
        int rows = target.rows();
        int batch = Math.min(BATCH, rows);
        SoftmaxNetwork network = new SoftmaxNetwork(new int[] {dimension, classes.length}, batch, random);
        RowCycle cycle = new RowCycle(IntStream.range(0, rows).toArray(), random);
        float[] x = new float[batch * dimension];
        int[] ofBatch = new int[batch];
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < batch; i++) {
                int row = cycle.next();
                target.copyRow(row, x, i * dimension);
                ofBatch[i] = Arrays.binarySearch(classes, labels[row]);
            }
            network.step(x, ofBatch, SoftmaxNetwork.cosine(RATE, step, STEPS), 1 / (strength * rows));
        }
        return network;
    }

    /**
     * argmax_c of one row, the first among equals; −1 where they are not finite.
     *
     * @param logits row by row
     * @param from where those of the row begin
     * @param count classes
     */
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
}
