package io.github.lrmfspark.session;

import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.storage.Redaction;
import io.github.lrmfspark.train.RoundSettings;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Makes the Spark session of this process as commands need it, whatever it was started with. */
public final class Sessions {
    /** If they were, the directory number=007 of a set would become number=7 in its image. */
    private static final String PARTITION_VALUES_ARE_TYPED = "spark.sql.sources.partitionColumnTypeInference.enabled";

    /** Else {@code Embedding} beside {@code embedding} is read as twice the same. */
    private static final String NAMES_ARE_EXACT = "spark.sql.caseSensitive";

    private Sessions() {}

    /**
     * The session of this process, which is made where there is none yet.
     *
     * @param name what Spark's pages call the application
     * @param notices hears of what was asked for and is set aside
     * @throws InvalidInputException if GPUs are asked for where Spark gives out none
     */
    public static SparkSession start(String name, Consumer<String> notices) {
        SparkConf conf = new SparkConf().setIfMissing("spark.redaction.string.regex", Redaction.PASSWORDS);
        GpuRequest.check(conf);
        SerializerRequest.setAside(conf).ifPresent(notices);
        return SparkSession.builder()
                .appName(name)
                .config(RoundSettings.addTo(conf))
                .config(PARTITION_VALUES_ARE_TYPED, false)
                .config(NAMES_ARE_EXACT, true)
                .getOrCreate();
    }
}
