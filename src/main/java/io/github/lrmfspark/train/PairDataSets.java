package io.github.lrmfspark.train;

import io.github.lrmfspark.data.Batches;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The minibatches of a run of steps as DL4J takes them: features [a | b], shape [N, 2D], and labels that nobody reads. Every
 * step is the same data set with new numbers in it, so each must be used before the next is asked for.
 */
final class PairDataSets implements Iterator<DataSet> {
    private final Batches batches;
    private final Kernels kernels;
    private final float[] rows;
    private final Matrix features;
    private final DataSet dataSet;
    private long step;
    private long end;

    PairDataSets(Batches batches, int batchSize, int dimension) {
        this.batches = batches;
        this.kernels = Kernels.of(DataType.FLOAT, batchSize);
        this.rows = new float[batchSize * 2 * dimension];
        this.features = Matrix.zeros(DataType.FLOAT, batchSize, 2 * dimension);
        this.dataSet = new DataSet(features.array(), Nd4j.zeros(DataType.FLOAT, batchSize, 1));
    }

    /** The steps {@code from} (included) to {@code to} (excluded). */
    PairDataSets steps(long from, long to) {
        step = from;
        end = to;
        return this;
    }

    @Override
    public boolean hasNext() {
        return step < end;
    }

    @Override
    public DataSet next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Expected a step below " + end + "; found " + step);
        }
        batches.fill(step++, rows);
        kernels.load(rows, 0, features.columns(), features);
        return dataSet;
    }
}
