package io.github.lrmfspark.train;

import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/**
 * Stage-level scheduling: a stage that trains asks for one GPU a task, so that all others may use every core.
 *
 * <p>Used on the driver. Spark allows it on a standalone cluster, on YARN and on Kubernetes.
 */
final class GpuStage {
    /** Spark's name of the resource. */
    static final String GPU = "gpu";

    private static final Pattern MANAGERS = Pattern.compile("(spark|k8s)://.*|yarn|local-cluster\\[.*");
    private static final ResourceProfile ONE_GPU = new ResourceProfileBuilder()
            .require(new TaskResourceRequests().resource(GPU, 1))
            .build();

    private GpuStage() {}

    /**
     * Adds the demand where one is needed.
     *
     * @param last the last RDD of a stage that trains
     * @return the same RDD, asking for one GPU a task if {@link #asks}
     */
    static <T> JavaRDD<T> of(JavaRDD<T> last) {
        return asks(last.context().getConf()) ? last.withResources(ONE_GPU) : last;
    }

    /**
     * Whether a stage has to ask: executors have GPUs, and tasks do not ask for them as it is. Never with dynamic
     * allocation, for Spark would start further executors for the stage beside those that hold the GPUs.
     *
     * @param spark the configuration of the application
     */
    static boolean asks(SparkConf spark) {
        return spark.contains("spark.executor.resource.gpu.amount")
                && !spark.contains("spark.task.resource.gpu.amount")
                && !spark.getBoolean("spark.dynamicAllocation.enabled", false)
                && MANAGERS.matcher(spark.get("spark.master")).matches();
    }
}
