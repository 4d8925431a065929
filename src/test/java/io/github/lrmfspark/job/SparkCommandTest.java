package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** What a session has that a command starts. */
final class SparkCommandTest {
    private static final String DIRECT_RESULTS = "spark.task.maxDirectResultSize";
    private static final String TYPED_PARTITIONS = "spark.sql.sources.partitionColumnTypeInference.enabled";

    @Test
    void aNetworksStateComesWithTheNewsThatItsTaskIsOver() {
        assertThat(SparkCommand.settings(new SparkConf(false)).get(DIRECT_RESULTS))
                .isEqualTo("16m");
    }

    @Test
    void whoeverStartsSparkMaySetAnotherLimit() {
        assertThat(SparkCommand.settings(new SparkConf(false).set(DIRECT_RESULTS, "2m"))
                        .get(DIRECT_RESULTS))
                .isEqualTo("2m");
    }

    @Test
    void partitionsKeepTheirNamesWhateverSparkWasStartedWith() {
        assertThat(SparkCommand.settings(new SparkConf(false).set(TYPED_PARTITIONS, "true"))
                        .get(TYPED_PARTITIONS))
                .isEqualTo("false");
    }
}
