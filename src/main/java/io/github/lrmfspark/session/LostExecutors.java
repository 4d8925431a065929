package io.github.lrmfspark.session;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.lang3.StringUtils;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Remembers how executors ended. When the last attempt at a stage fails, Spark tells what that one missed, such as a block of an
 * executor that is gone, and not why it is gone.
 */
public final class LostExecutors extends SparkListener {
    private static final String NOT_NEEDED = "killed by driver";

    private final Set<String> lost = new TreeSet<>();
    private String reason = "";
    private String thrown = "";

    /** Remembers those of a session from now on. */
    public static LostExecutors of(SparkSession spark) {
        LostExecutors executors = new LostExecutors();
        spark.sparkContext().addSparkListener(executors);
        return executors;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.reason() instanceof ExceptionFailure failure) {
            thrown = failure.className() + ": " + StringUtils.substringBefore(failure.description(), "\n");
        }
    }

    @Override
    public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        if (!StringUtils.containsIgnoreCase(removed.reason(), NOT_NEEDED)) {
            lost.add(removed.executorId());
            reason = removed.reason();
        }
    }

    /** What a person is to know of them after a failure; nothing where none was lost. */
    public synchronized Optional<String> explanation() {
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of("Executors that were lost: " + lost.size() + ", the last because of: " + reason
                        + (thrown.isEmpty() ? "" : ". The last error of a task: " + thrown)
                        + ". Most executors that end by themselves lack memory: what they need is in jobs/README.md under"
                        + " Memory, and in this job's first lines where it is too little");
    }
}
