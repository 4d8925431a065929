package io.github.lrmfspark.session;

import io.github.lrmfspark.storage.InvalidInputException;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

/** GPUs that the configuration asks Spark for. */
final class GpuRequest {
    private GpuRequest() {}

    /** @throws InvalidInputException if they are asked for in local mode, where Spark gives out none and tasks would wait for ever */
    static void check(SparkConf spark) {
        String master = spark.get("spark.master", "");
        if (!master.matches("local(\\[.*)?")) {
            return;
        }
        Stream.of("spark.executor.resource.gpu.amount", "spark.task.resource.gpu.amount")
                .filter(spark::contains)
                .findFirst()
                .ifPresent(key -> {
                    throw new InvalidInputException("Expected a cluster's --master where " + key
                            + " is set, for in local mode Spark gives out no GPUs; found '" + master
                            + "'. Unset it: in one process ND4J takes a card without Spark's help");
                });
    }
}
