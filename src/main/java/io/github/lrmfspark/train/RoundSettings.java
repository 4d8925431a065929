package io.github.lrmfspark.train;

import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/** Settings of Spark with which a round takes less time beside its steps. Every command has them; a program may add them. */
public final class RoundSettings {
    private static final Pattern ONE_PROCESS = Pattern.compile("local(\\[.*])?");
    private static final String MEBIBYTES_OF_AN_ARRAY = "2047";

    private RoundSettings() {}

    /**
     * Adds to a configuration what it does not say otherwise: the numbers that go to the workers are not compressed, for there is
     * hardly anything to find in them; and what comes back is sent with the news that a task is over, and not fetched after it. On
     * a cluster that holds up to 16 MiB; where the configuration names a master of one process, nothing leaves that, so it holds
     * for all that fits in one array, and no checksum is taken.
     *
     * @return the same configuration
     */
    public static SparkConf addTo(SparkConf conf) {
        conf.setIfMissing("spark.broadcast.compress", "false");
        if (!ONE_PROCESS.matcher(conf.get("spark.master", "")).matches()) {
            return conf.setIfMissing("spark.task.maxDirectResultSize", "16m");
        }
        return conf.setIfMissing("spark.broadcast.checksum", "false")
                .setIfMissing("spark.task.maxDirectResultSize", MEBIBYTES_OF_AN_ARRAY + "m")
                .setIfMissing("spark.rpc.message.maxSize", MEBIBYTES_OF_AN_ARRAY); // bounds the one before
    }
}
