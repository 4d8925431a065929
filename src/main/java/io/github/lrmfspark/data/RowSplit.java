package io.github.lrmfspark.data;

import io.github.lrmfspark.storage.InvalidInputException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * One set split by rank: its valid vectors are in their {@link ChanceOrder}, which depends on the set and the seed only. Ranks below h are held out, the next m are for training; training rank r goes to worker r mod W.
 *
 * <p>Where h + m rows are few of the set, only about so many with the lowest hashes are sorted. They have the ranks that they
 * have in the whole set.
 */
final class RowSplit {
    private static final double MARGIN = 1.1;
    private static final int LEAST_MARGIN = 1000;
    private static final int PREPARED_AT_A_TIME = 8_192;

    private final JavaRDD<float[]> ranked;
    private final int heldOut;
    private final long training;

    private RowSplit(JavaRDD<float[]> ranked, int heldOut, long training) {
        this.ranked = ranked;
        this.heldOut = heldOut;
        this.training = training;
    }

    static RowSplit of(String name, FeatureSet set, SplitOptions options, long seed) {
        int heldOut = options.heldOut(set.statistics().rows());
        long training = Math.min(options.maxRows(), set.statistics().rows() - heldOut);
        if (training < options.workers()) {
            throw new InvalidInputException("Expected a training row of " + name + " for each of " + options.workers()
                    + " workers; found " + training + " rows beside " + heldOut
                    + " held out. Use fewer workers or more rows");
        }
        return new RowSplit(first(set, seed, heldOut + training), heldOut, training);
    }

    /** At least so many vectors from rank 0 on. A set of few distinct ones may have fewer below a hash; it is sorted whole. */
    static JavaRDD<float[]> first(FeatureSet set, long seed, long wanted) {
        long rows = set.statistics().rows();
        ChanceOrder order =
                ChanceOrder.of(set.valid().select(set.schema().floats().as(CommonVectors.VECTOR)), set.common());
        double share = (MARGIN * wanted + LEAST_MARGIN) / rows;
        if (share < 1) {
            JavaRDD<float[]> lowest = ranked(order, seed, (long) (share * 0x1p64 - 0x1p63));
            if (lowest.count() >= wanted) {
                return lowest;
            }
        }
        return ranked(order, seed, Long.MAX_VALUE);
    }

    /** The vectors of a hash up to {@code highest}, from rank 0 on. */
    private static JavaRDD<float[]> ranked(ChanceOrder order, long seed, long highest) {
        return order.sorted(seed, highest)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(row -> Objects.requireNonNull(FeatureSchema.read(row, 0)));
    }

    JavaSparkContext spark() {
        return JavaSparkContext.fromSparkContext(ranked.context());
    }

    long training() {
        return training;
    }

    /** Of the held-out rows, and after them a sample of the training rows, these coordinates; raw. */
    PackedRows firstRows(int[] coordinates) {
        int wanted = heldOut + (int) Math.min(Math.max(heldOut, SplitOptions.LEAST_SAMPLE), training);
        PackedRows.Builder packed = new PackedRows.Builder(coordinates.length);
        ranked.take(wanted).forEach(row -> packed.add(chosen(row, coordinates)));
        return packed.build();
    }

    int heldOut() {
        return heldOut;
    }

    /** Opens in an executor what becomes of the rows of a worker. */
    interface Opening extends Serializable {
        UnaryOperator<PackedRows> open();
    }

    /**
     * Of the training rows some coordinates, as they are prepared: W partitions of one element each, whose sizes differ by at
     * most 1.
     *
     * @param prepared takes these coordinates of some of a worker's rows, raw
     */
    JavaRDD<PackedRows> workers(int workers, int[] coordinates, Opening prepared) {
        long from = heldOut;
        long to = heldOut + training;
        return ranked.zipWithIndex()
                .filter(row -> row._2 >= from && row._2 < to)
                .mapToPair(row -> new Tuple2<>(row._2 - from, row._1))
                .repartitionAndSortWithinPartitions(new RankModulo(workers))
                .values()
                .mapPartitions(
                        rows -> List.of(all(rows, coordinates, prepared.open())).iterator());
    }

    /** Rows as they are prepared, some at a time: prepared ones may be much shorter. */
    private static PackedRows all(Iterator<float[]> rows, int[] coordinates, UnaryOperator<PackedRows> prepared) {
        PackedRows first = prepared.apply(some(rows, coordinates));
        PackedRows.Builder all = new PackedRows.Builder(first.dimension()).addAll(first);
        while (rows.hasNext()) {
            all.addAll(prepared.apply(some(rows, coordinates)));
        }
        return all.build();
    }

    private static PackedRows some(Iterator<float[]> rows, int[] coordinates) {
        PackedRows.Builder packed = new PackedRows.Builder(coordinates.length);
        while (rows.hasNext() && packed.rows() < PREPARED_AT_A_TIME) {
            packed.add(chosen(rows.next(), coordinates));
        }
        return packed.build();
    }

    private static float[] chosen(float[] row, int[] coordinates) {
        float[] chosen = new float[coordinates.length];
        for (int j = 0; j < chosen.length; j++) {
            chosen[j] = row[coordinates[j]];
        }
        return chosen;
    }

    /** Sends rank r to partition r mod W. */
    private static final class RankModulo extends Partitioner {

        private final int workers;

        RankModulo(int workers) {
            this.workers = workers;
        }

        @Override
        public int numPartitions() {
            return workers;
        }

        @Override
        public int getPartition(Object rank) {
            return (int) ((long) rank % workers);
        }
    }
}
