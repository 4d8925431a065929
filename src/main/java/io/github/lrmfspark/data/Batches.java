package io.github.lrmfspark.data;

import java.util.SplittableRandom;

/**
 * The minibatches of one worker. Each is a matrix [a | b] of shape [N, 2D] whose rows pair a source vector with a target
 * vector by chance.
 *
 * <p>Pair i of step t has the running number q = t·N + i and takes row π_e(q mod n) of each domain, with e = q / n for the
 * n rows of that domain ({@link RowOrder}): every row is visited equally often, and the smaller set cycles and is
 * reshuffled. N(0, noise²) is then added to every coordinate. A step depends on the rows, the seed, the worker and its
 * number only, so a retried task gets the same bits. Not thread-safe.
 */
public final class Batches {
    private static final int SOURCE = 0;
    private static final int TARGET = 1;
    private static final int NOISE = 2;

    private final DomainRows rows;
    private final int batchSize;
    private final double noise;
    private final RowOrder sourceOrder;
    private final RowOrder targetOrder;
    private final long noiseSeed;

    /**
     * @param rows what the worker holds, at least one row of each domain
     * @param batchSize N, pairs a step
     * @param noise standard deviation of the noise, 0 for none
     * @param seed root seed, the same for all workers
     * @param worker number of this worker, from 0
     */
    public Batches(DomainRows rows, int batchSize, double noise, long seed, int worker) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("Expected a batch size of at least 1; found " + batchSize);
        }
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Expected noise of 0 or more; found " + noise);
        }
        this.rows = rows;
        this.batchSize = batchSize;
        this.noise = noise;
        long workerSeed = Seeds.split(seed, worker);
        this.sourceOrder = RowOrder.of(rows.source().rows(), Seeds.split(workerSeed, SOURCE));
        this.targetOrder = RowOrder.of(rows.target().rows(), Seeds.split(workerSeed, TARGET));
        this.noiseSeed = Seeds.split(workerSeed, NOISE);
    }

    /** Writes the row-major [N, 2D] matrix of step 0, 1, 2, … of this worker. */
    public void fill(long step, float[] features) {
        int dimension = rows.dimension();
        for (int pair = 0; pair < batchSize; pair++) {
            long number = step * batchSize + pair;
            int offset = 2 * dimension * pair;
            rows.source().copyRow(sourceOrder.at(number), features, offset);
            rows.target().copyRow(targetOrder.at(number), features, offset + dimension);
        }
        if (noise > 0) {
            addNoise(new SplittableRandom(Seeds.split(noiseSeed, step)), features, 2 * dimension * batchSize);
        }
    }

    private void addNoise(SplittableRandom random, float[] features, int count) {
        for (int i = 0; i < count; i++) {
            features[i] += (float) (noise * random.nextGaussian());
        }
    }
}
