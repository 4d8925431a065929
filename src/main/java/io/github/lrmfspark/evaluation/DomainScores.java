package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.statistics.Subsample;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a classifier that learned to tell mapped rows from target rows makes of rows that it did not learn from: the
 * log-odds that a row is a mapped one. Every row is held out in one of the folds.
 *
 * <p>The classifier is a network of two hidden layers on rows standardised by the pooled moments, both sets weighing the same
 * whatever their counts. Row i is in the same fold in sets of equal counts.
 *
 * @param ofMapped log-odds, [N]
 * @param ofTarget log-odds, [M]
 * @param mappedFolds the fold that held the row out, [N]
 * @param targetFolds the fold that held the row out, [M]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DomainScores(double[] ofMapped, double[] ofTarget, int[] mappedFolds, int[] targetFolds) {
    static final int FOLDS = 3;

    private static final int TARGET = 0;
    private static final int MAPPED = 1;
    private static final int WIDTH = 64;
    private static final int HALF_BATCH = 128;
    private static final int STEPS = 1_000;
    private static final double RATE = 5e-3;
    private static final double DECAY = 1e-3;

    static DomainScores of(AlignedSamples samples, long seed) {
        Standardisation pooled = pooled(samples.mappedMoments(), samples.targetMoments());
        float[] mapped = standardised(samples.mapped(), pooled);
        float[] target = standardised(samples.target().rows(), pooled);
        int dimension = pooled.dimension();
        SplittableRandom random = new SplittableRandom(seed);
        long seedOfFolds = random.nextLong();
        DomainScores scores = new DomainScores(
                new double[mapped.length / dimension],
                new double[target.length / dimension],
                folds(mapped.length / dimension, seedOfFolds),
                folds(target.length / dimension, seedOfFolds));
        for (int fold = 0; fold < FOLDS; fold++) {
            SoftmaxNetwork network = scores.trained(fold, mapped, target, dimension, random.split());
            score(network, mapped, scores.mappedFolds, fold, dimension, scores.ofMapped);
            score(network, target, scores.targetFolds, fold, dimension, scores.ofTarget);
        }
        return scores;
    }

    private SoftmaxNetwork trained(int fold, float[] mapped, float[] target, int dimension, SplittableRandom random) {
        RowCycle ofMapped = new RowCycle(rows(mappedFolds, f -> f != fold), random.split());
        RowCycle ofTarget = new RowCycle(rows(targetFolds, f -> f != fold), random.split());
        int half = Math.min(HALF_BATCH, Math.max(ofMapped.size(), ofTarget.size()));
        SoftmaxNetwork network = new SoftmaxNetwork(new int[] {dimension, WIDTH, WIDTH, 2}, 2 * half, random);
        float[] x = new float[2 * half * dimension];
        int[] labels = new int[2 * half];
        Arrays.fill(labels, 0, half, MAPPED);
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < half; i++) {
                System.arraycopy(mapped, ofMapped.next() * dimension, x, i * dimension, dimension);
                System.arraycopy(target, ofTarget.next() * dimension, x, (half + i) * dimension, dimension);
            }
            network.step(x, labels, SoftmaxNetwork.cosine(RATE, step, STEPS), DECAY);
        }
        return network;
    }

    private static void score(
            SoftmaxNetwork network, float[] rows, int[] folds, int fold, int dimension, double[] scores) {
        int[] heldOut = rows(folds, f -> f == fold);
        float[] x = new float[network.batch() * dimension];
        for (int first = 0; first < heldOut.length; first += network.batch()) {
            int count = Math.min(network.batch(), heldOut.length - first);
            for (int i = 0; i < count; i++) {
                System.arraycopy(rows, heldOut[first + i] * dimension, x, i * dimension, dimension);
            }
            float[] logits = network.logits(x);
            for (int i = 0; i < count; i++) {
                scores[heldOut[first + i]] = (double) logits[2 * i + MAPPED] - logits[2 * i + TARGET];
            }
        }
    }

    private static int[] rows(int[] folds, IntPredicate wanted) {
        return IntStream.range(0, folds.length)
                .filter(row -> wanted.test(folds[row]))
                .toArray();
    }

    private static int[] folds(int rows, long seed) {
        int[] order = Subsample.of(rows, rows, new SplittableRandom(seed));
        int[] folds = new int[rows];
        for (int i = 0; i < rows; i++) {
            folds[order[i]] = i % FOLDS;
        }
        return folds;
    }

    private static float[] standardised(PackedRows rows, Standardisation standardisation) {
        float[] values = new float[Math.multiplyExact(rows.rows(), rows.dimension())];
        float[] row = new float[rows.dimension()];
        for (int i = 0; i < rows.rows(); i++) {
            rows.copyRow(i, row, 0);
            standardisation.apply(row);
            System.arraycopy(row, 0, values, i * row.length, row.length);
        }
        return values;
    }

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
