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
 * The minibatches of a run of steps as DL4J takes them: features [a | b], float32, shape [N, 2D], stored column by
 * column, and labels [N, 1] of zeros that nobody reads.
 *
 * <p>Every step is the same data set with new numbers in it, so each must be used before the next is asked for. In
 * return a step allocates nothing: {@code ObjectiveOutput} knows the array again and keeps its views.
 *
 * <p>Made in the thread that trains, on that thread's device. Not thread-safe.
 */
final class PairDataSets implements Iterator<DataSet> {
    private final Batches batches;
    private final Kernels kernels;
    private final float[] rows;
    private final Matrix features;
    private final DataSet dataSet;
    private long step;
    private long end;

    /**
     * Allocates one minibatch on the heap and one on the device, 8 N D bytes each.
     *
     * @param batches which rows a step pairs, and their noise
     * @param batchSize N, as of {@code batches}
     * @param dimension D
     */
    PairDataSets(Batches batches, int batchSize, int dimension) {
        this.batches = batches;
        this.kernels = Kernels.of(DataType.FLOAT, batchSize);
        this.rows = new float[batchSize * 2 * dimension];
        this.features = Matrix.zeros(DataType.FLOAT, batchSize, 2 * dimension);
        this.dataSet = new DataSet(features.array(), Nd4j.zeros(DataType.FLOAT, batchSize, 1));
    }

    /**
     * Goes to the steps {@code from} (included) to {@code to} (excluded), and returns itself.
     *
     * @param from the number of a step of this worker, from 0
     * @param to the number at which to end
     */
    PairDataSets steps(long from, long to) {
        step = from;
        end = to;
        return this;
    }

    @Override
    public boolean hasNext() {
        return step < end;
    }

    /** Overwrites the data set with the next step and returns it. */
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
