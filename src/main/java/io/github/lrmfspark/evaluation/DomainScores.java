package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.statistics.Subsample;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a classifier that learned to tell mapped rows from target rows makes of rows that it did not learn from: the
 * log-odds that a row is a mapped one. Every row is held out in one of the folds.
 *
 * <p>The classifier is a {@link SoftmaxNetwork} of two hidden layers on rows standardised by the pooled moments, both sets
 * weighing the same whatever their counts. Row i is in the same fold in sets of equal counts. Rows that are not finite have
 * log-odds that are not.
 *
 * @param ofMapped log-odds, [N]
 * @param ofTarget log-odds, [M]
 * @param mappedFolds the fold that held the row out, [N]
 * @param targetFolds the fold that held the row out, [M]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DomainScores(double[] ofMapped, double[] ofTarget, int[] mappedFolds, int[] targetFolds) {
    /** How many classifiers are trained, each without the rows of one fold. */
    static final int FOLDS = 3;

    private static final int TARGET = 0;
    private static final int MAPPED = 1;
    /** Units of either hidden layer. */
    private static final int WIDTH = 64;
    /** Rows of each set in a minibatch. */
    private static final int HALF_BATCH = 128;

    private static final int STEPS = 1_000;
    /** Adam's rate at the first step, from where it falls to 0 as a cosine. */
    private static final double RATE = 5e-3;
    /** λ of the weight decay. */
    private static final double DECAY = 1e-3;

    /**
     * Scores every row of both sets.
     *
     * @param samples of at least two rows a fold on either side
     * @param seed draws folds, batches and the networks' starts
     */
    static DomainScores of(AlignedSamples samples, long seed) {
        Standardisation pooled = pooled(samples.mappedMoments(), samples.targetMoments());
        PackedRows mapped = pooled.of(samples.mapped());
        PackedRows target = pooled.of(samples.target().rows());
        SplittableRandom random = new SplittableRandom(seed);
        long seedOfFolds = random.nextLong();
        DomainScores scores = new DomainScores(
                new double[mapped.rows()],
                new double[target.rows()],
                folds(mapped.rows(), seedOfFolds),
                folds(target.rows(), seedOfFolds));
        for (int fold = 0; fold < FOLDS; fold++) {
            SoftmaxNetwork network = scores.trained(fold, mapped, target, random.split());
            score(network, mapped, scores.mappedFolds, fold, scores.ofMapped);
            score(network, target, scores.targetFolds, fold, scores.ofTarget);
        }
        return scores;
    }

    /**
     * A network that learned from the rows of all folds but one.
     *
     * @param fold the one
     * @param mapped standardised, [N, D]
     * @param target standardised, [M, D]
     * @param random draws minibatches and weights
     */
    private SoftmaxNetwork trained(int fold, PackedRows mapped, PackedRows target, SplittableRandom random) {
        int dimension = mapped.dimension();
        RowCycle ofMapped = new RowCycle(rows(mappedFolds, f -> f != fold), random.split());
        RowCycle ofTarget = new RowCycle(rows(targetFolds, f -> f != fold), random.split());
        int half = Math.min(HALF_BATCH, Math.max(ofMapped.size(), ofTarget.size()));
        SoftmaxNetwork network = new SoftmaxNetwork(new int[] {dimension, WIDTH, WIDTH, 2}, 2 * half, random);
        float[] x = new float[2 * half * dimension];
        int[] labels = new int[2 * half];
        Arrays.fill(labels, 0, half, MAPPED);
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < half; i++) {
                mapped.copyRow(ofMapped.next(), x, i * dimension);
                target.copyRow(ofTarget.next(), x, (half + i) * dimension);
            }
            network.step(x, labels, SoftmaxNetwork.cosine(RATE, step, STEPS), DECAY);
        }
        return network;
    }

    /**
     * Writes the log-odds of the rows that a fold holds out, head_MAPPED − head_TARGET.
     *
     * @param rows standardised, [N, D]
     * @param folds the fold of each row, [N]
     * @param scores takes the log-odds, [N]
     */
    private static void score(SoftmaxNetwork network, PackedRows rows, int[] folds, int fold, double[] scores) {
        int[] heldOut = rows(folds, f -> f == fold);
        float[] x = new float[network.batch() * rows.dimension()];
        for (int first = 0; first < heldOut.length; first += network.batch()) {
            int count = Math.min(network.batch(), heldOut.length - first);
            for (int i = 0; i < count; i++) {
                rows.copyRow(heldOut[first + i], x, i * rows.dimension());
            }
            float[] logits = network.logits(x);
            for (int i = 0; i < count; i++) {
                scores[heldOut[first + i]] = (double) logits[2 * i + MAPPED] - logits[2 * i + TARGET];
            }
        }
    }

    /** The numbers of the rows of some folds, ascending. */
    static int[] rows(int[] folds, IntPredicate wanted) {
        return IntStream.range(0, folds.length)
                .filter(row -> wanted.test(folds[row]))
                .toArray();
    }

    /** The fold of every row, [rows]: 0 … FOLDS − 1, of sizes that differ by 1 at most. */
    private static int[] folds(int rows, long seed) {
        int[] order = Subsample.of(rows, rows, new SplittableRandom(seed));
        int[] folds = new int[rows];
        for (int i = 0; i < rows; i++) {
            folds[order[i]] = i % FOLDS;
        }
        return folds;
    }

    /** Whether all of them are. */
    boolean finite() {
        return DoubleStream.concat(Arrays.stream(ofMapped), Arrays.stream(ofTarget))
                .allMatch(Double::isFinite);
    }

    /** By the moments of both sets at equal weights: μ = (μ_a + μ_b) / 2, σ² = (σ_a² + σ_b²) / 2 + ((μ_a − μ_b) / 2)². */
    private static Standardisation pooled(Moments a, Moments b) {
        double[] mean = new double[a.mean().length];
        double[] deviation = new double[mean.length];
        for (int d = 0; d < mean.length; d++) {
            double half = (a.mean()[d] - b.mean()[d]) / 2;
            mean[d] = b.mean()[d] + half;
            deviation[d] = Math.sqrt((a.covariance()[d][d] + b.covariance()[d][d]) / 2 + half * half);
        }
        return new Marginals(mean, deviation).standardisation();
    }
}
