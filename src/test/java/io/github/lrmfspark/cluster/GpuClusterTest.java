package io.github.lrmfspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How tasks come by GPUs, on a cluster of two workers that each say they have one; what they compute on is the CPU. */
@SparkTest
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GpuClusterTest {
    private static final List<String> LOCAL = List.of("--master", "local[2]");
    private static final String GPU_CONF =
            Path.of("conf", "gpu.conf").toAbsolutePath().toString();
    private static final String IDLE =
            "2 executors compute on the CPU .*and not on the GPU that Spark gave them: executor [01] on 127.0.0.1 GPU ";

    private final SparkSession spark;
    private StandaloneCluster cluster;
    private SmallJobs jobs;

    @TempDir
    private static Path folder;

    GpuClusterTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
        cluster = new StandaloneCluster(
                Files.createDirectory(folder.resolve("cluster")), List.of(withGpu("3"), withGpu("7")));
        jobs = new SmallJobs(spark, folder, folder.toString(), Loopback.ENVIRONMENT);
        try (Child job = jobs.generate()) {
            assertThat(job.await()).as(job.err()).isZero();
        }
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private static List<String> withGpu(String address) throws IOException {
        Path script = Files.createFile(
                folder.resolve("gpu" + address + ".sh"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"" + address + "\"]}'\n");
        return List.of("-Dspark.worker.resource.gpu.amount=1", "-Dspark.worker.resource.gpu.discoveryScript=" + script);
    }

    private Child align(List<String> forSpark, String output) throws IOException {
        return jobs.align(forSpark, output, "--set", "training.steps=50", "--set", "training.affine-steps=10");
    }

    private List<String> onCluster(String... forSpark) {
        return Stream.concat(Stream.of("--master", cluster.url(), "--properties-file", GPU_CONF), Stream.of(forSpark))
                .toList();
    }

    @Test
    void stagesThatTrainAskForAGpuATask() throws IOException, InterruptedException {
        try (Child job = align(LOCAL, "withoutGpus")) {
            assertThat(job.await()).as(job.err()).isZero();
            assertThat(job.err())
                    .containsPattern("1 executor computes on the CPU.*\n")
                    .doesNotContain("GPU");
        }
        try (Child job = align(onCluster(), "withGpus")) {
            assertThat(job.await()).as(job.err()).isZero();
            assertThat(job.err())
                    .containsPattern(IDLE + "[37], executor [01] on 127.0.0.1 GPU [37]; ND4J found no card");
            assertThat(job.err()).contains("GPU 3").contains("GPU 7");
            assertThat(job.count("executors compute on")).isEqualTo(1);
        }
        assertThat(jobs.vectors("withGpus")).hasSize(300).isEqualTo(jobs.vectors("withoutGpus"));
    }

    @Test
    void allTasksAskForOneWhereTheyAreToldTo() throws IOException, InterruptedException {
        try (Child job = align(onCluster("--conf", "spark.task.resource.gpu.amount=1"), "everyTask")) {
            assertThat(job.await()).as(job.err()).isZero();
            assertThat(job.err()).containsPattern(IDLE);
        }
    }

    @Test
    void moreGpusThanThereAreAreWaitedForAloud() throws IOException, InterruptedException {
        try (Child job = align(onCluster("--conf", "spark.executor.resource.gpu.amount=2"), "tooMany")) {
            job.await("a warning", () -> job.count("Initial job has not accepted any resources") > 0);
        }
    }

    @Test
    void localModeIsRefusedAtTheDoor() throws IOException, InterruptedException {
        try (Child job = align(List.of("--master", "local[2]", "--properties-file", GPU_CONF), "inOneProcess")) {
            assertThat(job.await()).isEqualTo(2);
            assertThat(job.err())
                    .contains("Expected a cluster's --master where spark.executor.resource.gpu.amount is set");
            assertThat(folder.resolve("inOneProcess")).doesNotExist();
        }
    }
}
