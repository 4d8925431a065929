package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.parquet.InvalidRows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scala.Tuple2;

/** Sets that lie badly: how often training visits each of their rows. */
@SparkTest
class SkewTest {
    private static final int BATCH_SIZE = 16;
    private static final StructType SCHEMA = new StructType().add("embedding", TestSets.FLOATS);

    /** How the rows of the source lie, and by how many workers they are trained on. */
    enum Skew {
        ONE_PARTITION(3000, 1, 3),
        MANY_PARTITIONS(3000, 60, 3),
        MOST_ROWS_IN_ONE(3000, 10, 3),
        MOSTLY_EMPTY_PARTITIONS(20, 60, 2),
        FEWER_ROWS_THAN_WORKERS_TIMES_BATCH(30, 4, 3),
        A_THOUSAND_TIMES_THE_TARGET(30_000, 5, 2);

        private final int rows;
        private final int partitions;
        private final int workers;

        Skew(int rows, int partitions, int workers) {
            this.rows = rows;
            this.partitions = partitions;
            this.workers = workers;
        }

        /** Nine rows of ten lie in the first partition where most are to lie in one. */
        private int partition(int row) {
            return this == MOST_ROWS_IN_ONE && row % 10 != 0 ? 0 : row % partitions;
        }
    }

    private static final class ByPlace extends Partitioner {
        private final Skew skew;

        ByPlace(Skew skew) {
            this.skew = skew;
        }

        @Override
        public int numPartitions() {
            return skew.partitions;
        }

        @Override
        public int getPartition(Object row) {
            return skew.partition((Integer) row);
        }
    }

    /** Rows (i, i mod 2). */
    private static Dataset<Row> set(SparkSession spark, int rows, Partitioner places) {
        List<Tuple2<Integer, Integer>> numbers =
                IntStream.range(0, rows).mapToObj(i -> new Tuple2<>(i, i)).toList();
        return spark.createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelizePairs(numbers, 2)
                        .partitionBy(places)
                        .values()
                        .map(i -> RowFactory.create((Object) new Float[] {(float) i, (float) -i})),
                SCHEMA);
    }

    private static FeatureSet scan(Dataset<Row> rows) {
        return FeatureSet.scan("the set", rows, "embedding", InvalidRows.ERROR);
    }

    @ParameterizedTest
    @EnumSource
    void everyRowIsVisitedEquallyOften(Skew skew, SparkSession spark) {
        FeatureSet source = scan(set(spark, skew.rows, new ByPlace(skew)));
        FeatureSet target = scan(set(spark, 30, new ByPlace(Skew.ONE_PARTITION)));
        try (DomainSplit split = TestSets.split(source, target, new SplitOptions(skew.workers, 0.1, 1_000_000, 5))) {
            List<DomainRows> workers = split.workers().collect();

            assertThat(workers).hasSize(skew.workers);
            assertVisits(workers.stream().map(DomainRows::source).toList(), skew.rows, source);
            assertVisits(workers.stream().map(DomainRows::target).toList(), 30, target);
        }
    }

    /** Runs every worker for as many steps as the largest share has rows, so that each row could be visited BATCH_SIZE times. */
    private static void assertVisits(List<PackedRows> shares, int rows, FeatureSet set) {
        int largest = shares.stream().mapToInt(PackedRows::rows).max().orElseThrow();
        int smallest = shares.stream().mapToInt(PackedRows::rows).min().orElseThrow();
        assertThat(largest - smallest).isLessThanOrEqualTo(1);
        Map<Integer, Integer> visits = new TreeMap<>();
        for (int worker = 0; worker < shares.size(); worker++) {
            visit(shares.get(worker), worker, largest, set)
                    .forEach((row, times) -> visits.merge(row, times, Integer::sum));
        }
        assertThat(visits).hasSize(rows - (int) Math.ceil(0.1 * rows));
        double expected = BATCH_SIZE * (double) largest * shares.size() / visits.size();
        assertThat(visits.values())
                .allSatisfy(times -> assertThat((double) times)
                        .isCloseTo(expected, within(1 + expected * (largest - smallest) / smallest)));
    }

    private static Map<Integer, Integer> visit(PackedRows share, int worker, int steps, FeatureSet set) {
        Standardisation standardisation = set.statistics().marginals().standardisation();
        Batches batches = new Batches(new DomainRows(share, share), BATCH_SIZE, 0, 3, worker);
        float[] features = new float[BATCH_SIZE * 4];
        Map<Integer, Integer> visits = new TreeMap<>();
        for (int step = 0; step < steps; step++) {
            batches.fill(step, features);
            for (int pair = 0; pair < BATCH_SIZE; pair++) {
                double row = features[4 * pair] * standardisation.scale()[0]
                        + standardisation.mean()[0];
                visits.merge((int) Math.round(row), 1, Integer::sum);
            }
        }
        return visits;
    }
}
