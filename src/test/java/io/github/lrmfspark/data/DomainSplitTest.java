package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SparkTest
class DomainSplitTest {
    private static final int WORKERS = 3;
    private static final SplitOptions OPTIONS = new SplitOptions(WORKERS, 0.1, Long.MAX_VALUE, 42);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60})
    void doesNotDependOnPartitioning(int partitions, SparkSession spark) {
        try (DomainSplit expected = TestSets.split(source(spark), target(spark), OPTIONS);
                DomainSplit found = TestSets.split(
                        scattered(source(spark), partitions), scattered(target(spark), partitions), OPTIONS)) {
            assertThat(found.workers().collect()).isEqualTo(expected.workers().collect());
            assertThat(found.heldOut()).isEqualTo(expected.heldOut());
            assertThat(found.trainingSample()).isEqualTo(expected.trainingSample());
        }
    }

    @Test
    void dealsEveryRowOnceInEqualShares(SparkSession spark) {
        try (DomainSplit split = TestSets.split(source(spark), target(spark), OPTIONS)) {
            List<DomainRows> workers = split.workers().collect();

            assertThat(split.workers().getNumPartitions()).isEqualTo(WORKERS);
            assertThat(workers).extracting(rows -> rows.source().rows()).containsExactly(91, 90, 90);
            assertThat(workers).extracting(rows -> rows.target().rows()).containsExactly(36, 36, 36);
            assertThat(split.sourceRows()).isEqualTo(271);
            assertThat(split.targetRows()).isEqualTo(108);
            assertThat(split.heldOut().source().rows()).isEqualTo(31);
            assertThat(split.heldOut().target().rows()).isEqualTo(12);
            assertThat(split.trainingSample().source().rows()).isEqualTo(271);

            List<List<Float>> dealt = new ArrayList<>(rows(split.heldOut().source(), true, spark));
            workers.forEach(worker -> dealt.addAll(rows(worker.source(), false, spark)));
            assertThat(dealt).doesNotHaveDuplicates().hasSize(302);
            assertThat(dealt).containsAll(rows(split.trainingSample().source(), true, spark));
        }
    }

    @Test
    void holdsOutWhatASampleOfTheSameSeedBeginsWith(SparkSession spark) {
        try (DomainSplit split = TestSets.split(source(spark), target(spark), OPTIONS)) {
            Samples first = Samples.draw(source(spark), target(spark), null, 31, 12, OPTIONS.seed());
            assertThat(first.source().rows()).isEqualTo(split.heldOut().source());
            assertThat(first.target().rows()).isEqualTo(split.heldOut().target());
        }
    }

    /** Of 300 rows 120 are equal. */
    @Test
    void theFirstRowsAreASampleWhereManyAreEqual(SparkSession spark) {
        List<float[]> rows = TestSets.normal(300, 3, 1);
        for (int i = 0; i < 120; i++) {
            rows.set(i, new float[3]);
        }
        FeatureSet set = FeatureSet.scan(
                "a set", TestSets.of(spark, TestSets.FLOATS, List.copyOf(rows)), "embedding", InvalidRows.DROP);
        try (DomainSplit split = TestSets.split(set, set, new SplitOptions(1, 0.5, 1000, 1))) {
            assertThat(zeros(split.heldOut().source())).isBetween(45L, 75L);
            assertThat(zeros(split.heldOut().source())
                            + zeros(split.trainingSample().source()))
                    .isEqualTo(120);
        }
    }

    private static long zeros(PackedRows rows) {
        return IntStream.range(0, rows.rows())
                .filter(i -> rows.value(i, 0) == 0)
                .count();
    }

    @Test
    void standardisesEachDomainOnItsOwn(SparkSession spark) {
        SplitOptions all = new SplitOptions(1, 0, Long.MAX_VALUE, 42);
        try (DomainSplit split = TestSets.split(source(spark), target(spark), all)) {
            DomainRows rows = split.workers().first();
            for (PackedRows domain : List.of(rows.source(), rows.target())) {
                RunningMarginals moments = new RunningMarginals(3);
                float[] row = new float[3];
                for (int i = 0; i < domain.rows(); i++) {
                    domain.copyRow(i, row, 0);
                    moments.add(row);
                }
                for (int j = 0; j < 3; j++) {
                    assertThat(moments.marginals().mean()[j]).isEqualTo(0, within(1e-6));
                    assertThat(moments.marginals().deviation()[j]).isEqualTo(1, within(1e-6));
                }
            }
            assertThat(split.heldOut().source().rows()).isZero();
        }
    }

    @Test
    void followsTheSeed(SparkSession spark) {
        try (DomainSplit one = TestSets.split(source(spark), target(spark), OPTIONS);
                DomainSplit other = TestSets.split(
                        source(spark), target(spark), new SplitOptions(WORKERS, 0.1, Long.MAX_VALUE, 43))) {
            assertThat(other.heldOut()).isNotEqualTo(one.heldOut());
        }
        try (DomainSplit same = TestSets.split(source(spark), source(spark), OPTIONS)) {
            assertThat(same.heldOut().source()).isNotEqualTo(same.heldOut().target());
        }
    }

    @Test
    void usesNoMoreRowsThanAsked(SparkSession spark) {
        SplitOptions few = new SplitOptions(WORKERS, 0.1, 50, 42);
        try (DomainSplit split = TestSets.split(source(spark), target(spark), few);
                DomainSplit all = TestSets.split(source(spark), target(spark), OPTIONS)) {
            assertThat(split.workers().collect())
                    .extracting(rows -> rows.source().rows())
                    .containsExactly(17, 17, 16);
            assertThat(split.heldOut()).isEqualTo(all.heldOut());
            assertThat(split.workers().first().source())
                    .isEqualTo(all.workers().first().source().slice(0, 17));
        }
    }

    @Test
    void leavesInvalidRowsOut(SparkSession spark) {
        List<float[]> vectors = TestSets.normal(20, 3, 1);
        vectors.get(4)[1] = Float.NaN;
        FeatureSet withFault = FeatureSet.scan(
                "the source", TestSets.of(spark, TestSets.FLOATS, List.copyOf(vectors)), "embedding", InvalidRows.DROP);
        try (DomainSplit split = TestSets.split(withFault, target(spark), new SplitOptions(1, 0, 1000, 1))) {
            assertThat(split.sourceRows()).isEqualTo(19);
            assertThat(split.workers().first().source().toArray())
                    .doesNotContain(Float.NaN)
                    .hasSize(19 * 3);
        }
    }

    @Test
    void keepsDuplicates(SparkSession spark) {
        List<float[]> vectors = new ArrayList<>(TestSets.normal(5, 3, 1));
        vectors.addAll(TestSets.normal(5, 3, 1));
        FeatureSet doubled = set("the source", spark, vectors);
        try (DomainSplit split = TestSets.split(doubled, target(spark), new SplitOptions(2, 0, 1000, 1))) {
            List<List<Float>> dealt = new ArrayList<>();
            split.workers().collect().forEach(worker -> dealt.addAll(rows(worker.source(), false, spark)));
            assertThat(dealt).hasSize(10);
            assertThat(new HashSet<>(dealt)).hasSize(5).allMatch(row -> Collections.frequency(dealt, row) == 2);
        }
    }

    @Test
    void refusesMoreWorkersThanRows(SparkSession spark) {
        assertThatThrownBy(() -> TestSets.split(source(spark), target(spark), new SplitOptions(109, 0.1, 1000, 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "Expected a training row of the target for each of 109 workers; found 108 rows beside 12 held"
                                + " out. Use fewer workers or more rows");
    }

    private static FeatureSet source(SparkSession spark) {
        return set("the source", spark, TestSets.normal(302, 3, 1));
    }

    private static FeatureSet target(SparkSession spark) {
        return set("the target", spark, TestSets.normal(120, 3, 2));
    }

    private static FeatureSet set(String name, SparkSession spark, List<float[]> vectors) {
        return FeatureSet.scan(
                name, TestSets.of(spark, TestSets.FLOATS, List.copyOf(vectors)), "embedding", InvalidRows.ERROR);
    }

    /** The same set in another order and other partitions, some of which are empty. */
    private static FeatureSet scattered(FeatureSet set, int partitions) {
        Dataset<Row> rows = set.rows().orderBy(set.rows().col("id").desc());
        Dataset<Row> moved = rows.repartition(partitions, rows.col("id").mod(5 * partitions / 3));
        return FeatureSet.scan("the set", moved, "embedding", InvalidRows.ERROR);
    }

    private static List<List<Float>> rows(PackedRows packed, boolean raw, SparkSession spark) {
        Standardisation standardisation = source(spark).statistics().marginals().standardisation();
        List<List<Float>> rows = new ArrayList<>();
        for (int i = 0; i < packed.rows(); i++) {
            float[] row = new float[3];
            packed.copyRow(i, row, 0);
            if (raw) {
                standardisation.apply(row);
            }
            rows.add(List.of(row[0], row[1], row[2]));
        }
        return rows;
    }
}
