package io.github.lrmfspark.ml;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.architecture.Footprint;
import io.github.lrmfspark.train.TrainingOptions;

/**
 * The memory that a fit needs, in bytes. With P trained numbers, D coordinates of which
 * T and p work on k directions, N pairs a batch, W workers and t of them at a
 * time in one executor, and R numbers a row and E linear layers as the flows' {@link Footprint} has them:
 *
 * <pre>
 *   network  = 4 B · 4 P                               numbers, gradient and the two moments of Adam
 *   message  = 4 B · 3 P                               numbers and moments, sent to a worker and back in every round
 *   batch(N) = 4 B · (3 N (R + 3 (E + 3) k) + 6 (E + 1) k²)
 *   rows     = 4 B · k · training rows of both sets / W
 *   prepare  = 4 B · 3 · 8,192 D + 8 B · 6 D²                raw, standardised and mapped rows, and what maps them
 *
 *   executor off-heap = t (network + batch(N)) + 3 messages
 *   executor heap     = 300 MiB + (t (rows + 2 messages) + 3 messages) / 0.6 + t prepare, or to map 300 MiB + 2 t row groups
 *   driver off-heap   = network + 3 messages + batch(256) + batch(1024)
 *   driver heap       = 812 MiB + (W + 7) messages + 4 B · D · 80,000 + 8 B · 24 D²
 *   overhead          = off-heap + 384 MiB
 * </pre>
 *
 * <p>p sees both sets and T one: 3 N rows pass through the flows.
 * The messages off-heap are to spare, but for one in the driver, since what a round brings lies on the heap. Rows count twice
 * where the bound is found, by fits on copies of them. Of the heap Spark keeps 300 MiB and shares out six tenths of the rest.
 * The driver starts T and p on 1,024 rows, evaluates on 256 at a time, and holds the held-out rows and its samples, and
 * matrices of closed forms. 384 MiB are
 * what a JVM has outside its heap with Spark's and ND4J's libraries and the buffers of OpenBLAS. A row group of Parquet has 128
 * MiB, or the whole set if it is smaller; a task that maps reads one and writes one. Two such tasks on 512 MiB of heap were too
 * many: they ended five executors while 5.4 GB were mapped.
 *
 * <p>Measured when messages still lay off-heap, on executors of one task, each in a JVM of its own whose whole heap was touched,
 * as peak resident size less the heap, against the overhead of the formula: 376 MiB against 412 at D = 32, 6 couplings of 128 and
 * batches of 256; 850 against 886 at 256, 8 of 512 and 256; 2,467 against 2,995 at 768, 8 of 1,024 and 512, in one round only: a
 * driver of 2 GiB of heap ran out of it.
 *
 * @param executor one executor
 * @param driver the driver
 * @param results what all workers send back in one round
 */
record MemoryNeed(Part executor, Part driver, long results) {
    private static final long MEBIBYTE = 1 << 20;
    private static final long SPARK_RESERVE = 300 * MEBIBYTE;
    private static final double SPARK_SHARE = 0.6;
    private static final long DRIVER_RESERVE = 812 * MEBIBYTE;
    private static final long DRIVER_ROWS = 80_000;
    private static final long START_MATRICES = 24;
    private static final long PREPARED_ROWS = 8_192;
    private static final long PREPARING_MATRICES = 6;
    private static final long JVM = 384 * MEBIBYTE;
    private static final long ROW_GROUP = 128 * MEBIBYTE;
    private static final int START_ROWS = 1024;
    private static final int EVALUATED_ROWS = 256;

    /**
     * What one process needs.
     *
     * @param heap of Java
     * @param offHeap arrays of ND4J
     */
    record Part(long heap, long offHeap) {
        /** All that lies outside the heap. */
        long overhead() {
            return offHeap + JVM;
        }

        /** Both. */
        long total() {
            return heap + overhead();
        }
    }

    /**
     * The need of a fit.
     *
     * @param dimension D
     * @param directions k
     * @param rows training rows of both sets together
     * @param folded whether the bound is found too
     * @param tasks workers that train at a time in one executor
     */
    static MemoryNeed of(
            FlowOptions flow,
            int dimension,
            int directions,
            TrainingOptions training,
            long rows,
            boolean folded,
            int tasks) {
        long numbers =
                (long) Flows.transform(flow, directions, 0).parameterSpec().size()
                        + Flows.density(flow, directions, 0).parameterSpec().size();
        long message = floats(3 * numbers);
        long network = floats(4 * numbers);
        long share = floats(directions * ((rows + training.workers() - 1) / training.workers())) * (folded ? 2 : 1);
        Buffers batch = new Buffers(Footprint.of(flow, directions), directions);
        long preparing =
                floats(3L * PREPARED_ROWS * dimension) + Double.BYTES * PREPARING_MATRICES * dimension * dimension;
        long toTrain = (long) ((tasks * (share + 2 * message) + 3 * message) / SPARK_SHARE) + tasks * preparing;
        long toMap = 2L * tasks * Math.min(ROW_GROUP, floats(dimension * rows));
        Part executor = new Part(
                SPARK_RESERVE + Math.max(toTrain, toMap),
                tasks * (network + batch.of(training.batchSize())) + 3 * message);
        Part driver = new Part(
                DRIVER_RESERVE
                        + (training.workers() + 7) * message
                        + floats(dimension * DRIVER_ROWS)
                        + Double.BYTES * START_MATRICES * dimension * dimension,
                network + 3 * message + batch.of(EVALUATED_ROWS) + batch.of(START_ROWS));
        return new MemoryNeed(executor, driver, training.workers() * message);
    }

    /** What one process needs that is driver and executor. */
    Part together() {
        return new Part(executor.heap + driver.heap - SPARK_RESERVE, executor.offHeap + driver.offHeap);
    }

    private static long floats(long count) {
        return Float.BYTES * count;
    }

    /** The buffers of the loss. */
    private record Buffers(Footprint flows, long dimension) {
        long of(long pairs) {
            long linear = flows.linearLayers();
            return floats(3 * pairs * (flows.numbersPerRow() + 3 * (linear + 3) * dimension)
                    + 6 * (linear + 1) * dimension * dimension);
        }
    }
}
