package io.github.lrmfspark.objective;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A loss on a fixed set of rows, as often as asked and always over the same pairs: row i of the source with row
 * i of the target, up to the size of the smaller set. Without noise. Not thread-safe.
 *
 * <p>In float32, as in training, in batches of 256 pairs; sums over pairs are in double. The last batch is
 * filled up with its last pair, whose copies are not counted. A loss that changes on the way is taken as it is
 * at step 0.
 *
 * <p>It keeps buffers for forward and backward though it never goes back, and a copy of the parameters [P].
 */
public final class LossEvaluator {
    /** Pairs in a batch, or all of them where there are fewer. */
    private static final int BATCH_SIZE = 256;

    private final Objective.Computation objective;
    private final String[] names;
    private final Kernels kernels;
    private final DomainRows rows;
    private final int pairs;
    private final int batchSize;
    private final int dimension;
    private final INDArray parameters;
    private final float[] buffer;
    private final Matrix a;
    private final Matrix b;

    /**
     * Binds the loss to the rows. All buffers are made here.
     *
     * @param objective the loss
     * @param rows of both domains, which must stay as they are
     * @throws IllegalArgumentException if a domain has no rows
     * @throws io.github.lrmfspark.kernel.UnusableDeviceException if this thread's device is a card that ND4J
     *     has no code for
     */
    public LossEvaluator(Objective objective, DomainRows rows) {
        this.rows = rows;
        this.names = objective.termNames();
        this.dimension = objective.dimension();
        this.pairs = Math.min(rows.source().rows(), rows.target().rows());
        if (pairs == 0) {
            throw new IllegalArgumentException("Expected rows of both domains to evaluate the loss on; found none");
        }
        this.batchSize = Math.min(BATCH_SIZE, pairs);
        this.kernels = Kernels.of(DataType.FLOAT, objective.kernelRows(batchSize));
        this.parameters = Nd4j.zeros(DataType.FLOAT, objective.parameterCount());
        this.a = Matrix.zeros(DataType.FLOAT, batchSize, dimension);
        this.b = Matrix.zeros(DataType.FLOAT, batchSize, dimension);
        this.buffer = new float[batchSize * dimension];
        this.objective =
                objective.bind(Binding.of(kernels, batchSize, objective.parameterSpec(), parameters, parameters));
    }

    /**
     * The loss with these parameters, by term.
     *
     * @param values the parameters [P], copied; in float32
     * @return means and standard errors over all pairs, in nats per pair
     */
    public LossEstimate evaluate(INDArray values) {
        double[] sum = new double[names.length];
        double[] sumOfSquares = new double[names.length];
        forEachPair(values, (pair, terms) -> {
            for (int k = 0; k < terms.length; k++) {
                sum[k] += terms[k];
                sumOfSquares[k] += terms[k] * terms[k];
            }
        });
        return estimate(sum, sumOfSquares);
    }

    /**
     * The total of every pair with these parameters, so that two losses on the same rows can be compared pair
     * by pair.
     *
     * @param values the parameters [P], copied; in float32
     * @return [n], in nats, in the order of the rows
     */
    public double[] totals(INDArray values) {
        double[] totals = new double[pairs];
        forEachPair(values, (pair, terms) -> totals[pair] = terms[terms.length - 1]);
        return totals;
    }

    /** What is done with the terms of each pair. */
    private interface Pairs {
        /** Takes the terms of one pair; the array is used again. */
        void take(int pair, double[] terms);
    }

    /** Batch by batch in the order of the rows, after one {@code prepare}. */
    private void forEachPair(INDArray values, Pairs taker) {
        parameters.assign(values.reshape(parameters.length()));
        objective.prepare();
        double[] terms = new double[names.length];
        for (int first = 0; first < pairs; first += batchSize) {
            load(rows.source(), first, a);
            load(rows.target(), first, b);
            objective.forward(a, b);
            for (int i = 0; i < Math.min(batchSize, pairs - first); i++) {
                objective.rowTerms(i, terms);
                taker.take(first + i, terms);
            }
        }
    }

    /** Rows {@code first} and on as a batch [N, D]; beyond the end the last one again. */
    private void load(PackedRows set, int first, Matrix into) {
        for (int i = 0; i < batchSize; i++) {
            set.copyRow(Math.min(first + i, pairs - 1), buffer, i * dimension);
        }
        kernels.load(buffer, 0, dimension, into);
    }

    /**
     * From Σ v and Σ v² over n pairs: the mean, and √(s² / n) with s² = (Σ v² / n − mean²) · n / (n − 1), at
     * least 0 where rounding would make it negative.
     */
    private LossEstimate estimate(double[] sum, double[] sumOfSquares) {
        double[] mean = new double[names.length];
        double[] error = new double[names.length];
        for (int k = 0; k < names.length; k++) {
            mean[k] = sum[k] / pairs;
            double variance = Math.max(0, sumOfSquares[k] / pairs - mean[k] * mean[k]) * pairs / Math.max(1, pairs - 1);
            error[k] = Math.sqrt(variance / pairs);
        }
        return new LossEstimate(LossTerms.of(names, mean), LossTerms.of(names, error), pairs);
    }
}
