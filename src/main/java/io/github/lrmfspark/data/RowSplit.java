package io.github.lrmfspark.data;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.github.lrmfspark.storage.InvalidInputException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * One set split by rank: its valid vectors are ordered by (hash of the vector under a seed, vector), which depends on the
 * set and the seed only. Ranks below h are held out, the next m are for training; training rank r goes to worker r mod W.
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
        double share = (MARGIN * wanted + LEAST_MARGIN) / set.statistics().rows();
        if (share < 1) {
            JavaRDD<float[]> lowest = ranked(set, seed, (long) (share * 0x1p64 - 0x1p63));
            if (lowest.count() >= wanted) {
                return lowest;
            }
        }
        return ranked(set, seed, Long.MAX_VALUE);
    }

    /** The vectors of a hash up to {@code highest}, from rank 0 on. */
    static JavaRDD<float[]> ranked(FeatureSet set, long seed, long highest) {
        Dataset<Row> vectors = set.valid().select(set.schema().floats().as("vector"));
        Column vector = vectors.col("vector");
        Column hash = xxhash64(lit(seed), vector);
        return vectors.filter(hash.leq(highest))
                .orderBy(hash, vector)
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

    /**
     * The rows that the driver has, raw.
     *
     * @param heldOut all that are held out
     * @param training a sample of the others
     */
    record FirstRows(PackedRows heldOut, PackedRows training) {
        /** The held-out ones, and after them the others. */
        PackedRows all() {
            return new PackedRows.Builder(training.dimension())
                    .addAll(heldOut)
                    .addAll(training)
                    .build();
        }
    }

    /**
     * Some coordinates of the first rows.
     *
     * @param seed draws the order of the held-out ones, and that of the others
     */
    FirstRows firstRows(int[] coordinates, long seed) {
        int wanted = heldOut + (int) Math.min(Math.max(heldOut, SplitOptions.LEAST_SAMPLE), training);
        List<float[]> rows = ranked.take(wanted);
        return new FirstRows(
                shuffled(rows.subList(0, heldOut), coordinates, seed),
                shuffled(rows.subList(heldOut, rows.size()), coordinates, seed));
    }

    private static PackedRows shuffled(List<float[]> rows, int[] coordinates, long seed) {
        PackedRows.Builder packed = new PackedRows.Builder(coordinates.length);
        for (int row : Subsample.of(rows.size(), rows.size(), new SplittableRandom(seed))) {
            packed.add(chosen(rows.get(row), coordinates));
        }
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
