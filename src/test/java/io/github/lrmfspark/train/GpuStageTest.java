package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuStageTest {
    private static SparkConf cluster(String master) {
        return new SparkConf(false).setMaster(master).set("spark.executor.resource.gpu.amount", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark://a:7077", "yarn", "k8s://https://a:443", "local-cluster[2,1,1024]"})
    void trainingAsksWhereExecutorsHaveGpusAndTasksNone(String master) {
        assertThat(GpuStage.asks(cluster(master))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "local[*]", "local[2]", "mesos://a:5050"})
    void itDoesNotWhereSparkCannotSchedule(String master) {
        assertThat(GpuStage.asks(cluster(master))).isFalse();
    }

    @Test
    void itDoesNotWhereNothingIsToBeAskedFor() {
        assertThat(GpuStage.asks(new SparkConf(false).setMaster("yarn"))).isFalse();
        assertThat(GpuStage.asks(cluster("yarn").set("spark.task.resource.gpu.amount", "1")))
                .isFalse();
        assertThat(GpuStage.asks(cluster("yarn").set("spark.dynamicAllocation.enabled", "true")))
                .isFalse();
    }
}
