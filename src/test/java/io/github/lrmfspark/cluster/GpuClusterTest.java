package io.github.lrmfspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final String LOCAL = "local[2]";
    private static final String IDLE =
            "2 executors compute on the CPU .*and not on the GPU that Spark gave them: executor [01] on 127.0.0.1 GPU ";

    private final SparkSession spark;
    private StandaloneCluster cluster;

    @TempDir
    private static Path folder;

    GpuClusterTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
        cluster = new StandaloneCluster(
                Files.createDirectory(folder.resolve("cluster")), List.of(withGpu("3"), withGpu("7")));
        try (Child job = submit("generate.sh", LOCAL, List.of(), "moons", "--kind", "moons", "--rows", "300")) {
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

    private static Child submit(String script, String master, List<String> forSpark, String output, String... more)
            throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of("jobs", script).toAbsolutePath().toString(), "--master", master, "--executor-memory", "1g"));
        for (String property : List.of("ui.enabled=false", "driver.bindAddress=127.0.0.1", "driver.host=127.0.0.1")) {
            words.addAll(List.of("--conf", "spark." + property));
        }
        words.addAll(forSpark);
        words.addAll(List.of("--", "--output", path(output)));
        words.addAll(List.of(more));
        return Child.start(folder, output, Map.of("SPARK_LOCAL_IP", "127.0.0.1"), words);
    }

    private static Child align(String master, String output, String... forSpark) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("--source", path("moons/source"), "--target", path("moons/target")));
        for (String setting : List.of(
                "training.steps=50",
                "training.affine-steps=10",
                "training.polish-steps=0",
                "training.workers=2",
                "training.averaging-frequency=5",
                "flow.couplings=2",
                "flow.hidden=8",
                "bound.enabled=false",
                "evaluation.rows=50")) {
            words.addAll(List.of("--set", setting));
        }
        return submit("align.sh", master, List.of(forSpark), output, words.toArray(String[]::new));
    }

    private List<?> vectors(String output) {
        return spark.read().parquet(path(output)).orderBy("id").select("embedding").collectAsList().stream()
                .map(row -> row.getList(0))
                .toList();
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String gpuConf() {
        return Path.of("conf", "gpu.conf").toAbsolutePath().toString();
    }

    @Test
    void stagesThatTrainAskForAGpuATask() throws IOException, InterruptedException {
        try (Child job = align(LOCAL, "withoutGpus")) {
            assertThat(job.await()).as(job.err()).isZero();
            assertThat(job.err())
                    .containsPattern("1 executor computes on the CPU.*\n")
                    .doesNotContain("GPU");
        }
        try (Child job = align(cluster.url(), "withGpus", "--properties-file", gpuConf())) {
            assertThat(job.await()).as(job.err()).isZero();
            assertThat(job.err())
                    .containsPattern(IDLE + "[37], executor [01] on 127.0.0.1 GPU [37]; ND4J found no card");
            assertThat(job.err()).contains("GPU 3").contains("GPU 7");
            assertThat(job.count("executors compute on")).isEqualTo(1);
        }
        assertThat(vectors("withGpus")).hasSize(300).isEqualTo(vectors("withoutGpus"));
    }

    @Test
    void allTasksAskForOneWhereTheyAreToldTo() throws IOException, InterruptedException {
        String[] words = {"--properties-file", gpuConf(), "--conf", "spark.task.resource.gpu.amount=1"};
        try (Child job = align(cluster.url(), "everyTask", words)) {
            assertThat(job.await()).as(job.err()).isZero();
            assertThat(job.err()).containsPattern(IDLE);
        }
    }

    @Test
    void moreGpusThanThereAreAreWaitedForAloud() throws IOException, InterruptedException {
        String[] words = {"--properties-file", gpuConf(), "--conf", "spark.executor.resource.gpu.amount=2"};
        try (Child job = align(cluster.url(), "tooMany", words)) {
            job.await("a warning", () -> job.count("Initial job has not accepted any resources") > 0);
        }
    }

    @Test
    void localModeIsRefusedAtTheDoor() throws IOException, InterruptedException {
        try (Child job = align(LOCAL, "inOneProcess", "--properties-file", gpuConf())) {
            assertThat(job.await()).isEqualTo(2);
            assertThat(job.err())
                    .contains("Expected a cluster's --master where spark.executor.resource.gpu.amount is set");
            assertThat(folder.resolve("inOneProcess")).doesNotExist();
        }
    }
}
