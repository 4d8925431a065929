package io.github.lrmfspark.train;

import org.apache.spark.SparkConf;

/** Settings of Spark with which a round takes less time beside its steps. Every command has them; a program may add them. */
public final class RoundSettings {
    private RoundSettings() {}

    /**
     * Adds to a configuration what it does not say otherwise: the numbers that go to the workers are not compressed, for there is
     * hardly anything to find in them; and what comes back is sent with the news that a task is over, up to 16 MiB, and not
     * fetched after it.
     *
     * @return the same configuration
     */
    public static SparkConf addTo(SparkConf conf) {
        return conf.setIfMissing("spark.broadcast.compress", "false")
                .setIfMissing("spark.task.maxDirectResultSize", "16m");
    }
}
