package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.parquet.InvalidRows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first ranks of a set, sorted alone, against those of the whole set, sorted. */
@SparkTest
class RowSplitTest {
    private static final int ROWS = 6000;

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 4000, 5000, ROWS})
    void firstRowsAreThoseOfTheWholeSet(int wanted, SparkSession spark) {
        FeatureSet set = scan(spark, TestSets.normal(ROWS, 3, 1));
        JavaRDD<float[]> first = RowSplit.first(set, 5, wanted);

        assertThat(first.take(wanted)).containsExactlyElementsOf(whole(set, 5).subList(0, wanted));
    }

    @Test
    void onlyAsManyAreSortedAsMayBeWanted(SparkSession spark) {
        FeatureSet set = scan(spark, TestSets.normal(ROWS, 3, 1));

        assertThat(RowSplit.first(set, 5, 100).count()).isBetween(100L, 1500L);
    }

    /** Each copy is drawn by itself. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofTwoVectorsBothAreAmongTheFirst(long seed, SparkSession spark) {
        FeatureSet set = scan(
                spark,
                TestSets.normal(2, 3, 1).stream()
                        .flatMap(vector -> Stream.generate(() -> vector).limit(ROWS / 2))
                        .toList());

        List<float[]> first = RowSplit.first(set, seed, 400).take(400);
        assertThat(first).containsExactlyElementsOf(whole(set, seed).subList(0, 400));
        assertThat(first.stream()
                        .filter(row -> Arrays.equals(row, first.get(0)))
                        .count())
                .isBetween(150L, 250L);
    }

    private static List<float[]> whole(FeatureSet set, long seed) {
        return RowSplit.first(set, seed, ROWS).collect();
    }

    private static FeatureSet scan(SparkSession spark, List<float[]> vectors) {
        return FeatureSet.scan(
                "the set", TestSets.of(spark, TestSets.FLOATS, List.copyOf(vectors)), "embedding", InvalidRows.ERROR);
    }
}
