package io.github.lrmfspark.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.storage.InvalidInputException;
import org.apache.spark.SparkConf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuRequestTest {
    @ParameterizedTest
    @CsvSource({
        "local, spark.executor.resource.gpu.amount",
        "local[*], spark.task.resource.gpu.amount",
        "'local[2,3]', spark.task.resource.gpu.amount"
    })
    void localModeIsRefused(String master, String key) {
        SparkConf spark = new SparkConf(false).setMaster(master).set(key, "1");
        assertThatThrownBy(() -> GpuRequest.check(spark))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Expected a cluster's --master where " + key
                        + " is set, for in local mode Spark gives out no GPUs; found '" + master
                        + "'. Unset it: in one process ND4J takes a card without Spark's help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yarn", "spark://a:7077", "local-cluster[2,1,1024]"})
    void clustersAreNot(String master) {
        SparkConf spark = new SparkConf(false).setMaster(master).set("spark.executor.resource.gpu.amount", "1");
        assertThatCode(() -> GpuRequest.check(spark)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local[*]", "yarn"})
    void withoutGpusNothingIs(String master) {
        assertThatCode(() -> GpuRequest.check(new SparkConf(false).setMaster(master)))
                .doesNotThrowAnyException();
    }
}
