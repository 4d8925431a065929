package io.github.lrmfspark.train;

import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * Settings of Spark with which a round takes less time beside its steps. Every command has them; a program that calls
 * the estimator may add them. They change the time of a round, never its numbers.
 */
public final class RoundSettings {
    private static final Pattern ONE_PROCESS = Pattern.compile("local(\\[.*])?");
    private static final String MEBIBYTES_OF_AN_ARRAY = "2047";

    private RoundSettings() {}

    /**
     * Adds to a configuration what it does not say otherwise, before the context is made:
     *
     * <ul>
     *   <li>{@code spark.broadcast.compress=false}: trained numbers hardly compress.
     *   <li>{@code spark.task.maxDirectResultSize}: what comes back is sent with the news that a task is over, and not
     *       fetched after it. On a cluster that holds up to 16 MiB a task.
     *   <li>Where the master is {@code local} or {@code local[…]}, nothing leaves the process. So direct results may
     *       have 2,047 MiB, {@code spark.rpc.message.maxSize} is raised alike, and
     *       {@code spark.broadcast.checksum=false}.
     * </ul>
     *
     * @param conf the configuration of the application; changed
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
