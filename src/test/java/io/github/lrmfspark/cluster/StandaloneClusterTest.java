package io.github.lrmfspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on a cluster of a master and two workers, through the scripts, and what becomes of it when they fail. */
@SparkTest
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandaloneClusterTest {
    private static final String LOCAL = "local[2]";

    private final SparkSession spark;
    private StandaloneCluster cluster;

    @TempDir
    private static Path folder;

    StandaloneClusterTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    void trainInOneProcess() throws IOException, InterruptedException {
        try (Child job = submit("generate.sh", LOCAL, "moons", "--kind", "moons", "--rows", "300")) {
            assertThat(job.await()).as(job.err()).isZero();
        }
        try (Child job = align(LOCAL, "undisturbed")) {
            assertDone(job, "undisturbed");
        }
    }

    @BeforeEach
    void start(TestInfo test) throws IOException, InterruptedException {
        cluster = new StandaloneCluster(
                Files.createDirectory(
                        folder.resolve(test.getTestMethod().orElseThrow().getName() + "Cluster")),
                2);
    }

    @AfterEach
    void stop() {
        cluster.close();
        assertThat(cluster.executors()).isZero();
    }

    private Child submit(String script, String master, String output, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of("jobs", script).toAbsolutePath().toString(),
                "--master",
                master,
                "--executor-memory",
                "1g",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--",
                "--output",
                path(output)));
        words.addAll(List.of(more));
        return Child.start(folder, output, Map.of("SPARK_LOCAL_IP", "127.0.0.1"), words);
    }

    private Child align(String master, String output, String... more) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("--source", path("moons/source"), "--target", path("moons/target"), "--mode", "overwrite"));
        for (String setting : List.of(
                "training.steps=2000",
                "training.affine-steps=0",
                "training.polish-steps=0",
                "training.workers=2",
                "training.averaging-frequency=5",
                "flow.couplings=2",
                "flow.hidden=8",
                "bound.enabled=false",
                "evaluation.rows=50")) {
            words.addAll(List.of("--set", setting));
        }
        words.addAll(List.of(more));
        return submit("align.sh", master, output, words.toArray(String[]::new));
    }

    private void assertDone(Child job, String output) throws IOException, InterruptedException {
        assertThat(job.await()).as(job.err()).isZero();
        assertThat(new ObjectMapper().readTree(job.out()).path("rows").asInt()).isEqualTo(300);
        assertThat(folder.resolve(output + "/_SUCCESS")).exists();
        assertThat(folder.resolve(output + "-report/report.html")).exists();
    }

    private void assertSameAsUndisturbed(Child job, String output) throws IOException, InterruptedException {
        assertDone(job, output);
        assertThat(vectors(output)).hasSize(300).isEqualTo(vectors("undisturbed"));
    }

    private List<?> vectors(String output) {
        return spark.read().parquet(path(output)).orderBy("id").select("embedding").collectAsList().stream()
                .map(row -> row.getList(0))
                .toList();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static void awaitTraining(Child job) throws InterruptedException {
        job.await("two lines of progress", () -> job.count("training: step") >= 2);
    }

    private static void signal(String signal, ProcessHandle process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void twoExecutorsGiveTheBitsOfOneProcess() throws IOException, InterruptedException {
        try (Child job = align(cluster.url(), "aligned")) {
            awaitTraining(job);
            assertThat(cluster.executors()).isEqualTo(2);
            assertSameAsUndisturbed(job, "aligned");
        }
    }

    @Test
    void anExecutorThatIsKilledIsReplaced() throws IOException, InterruptedException {
        try (Child job = align(cluster.url(), "executorKilled")) {
            awaitTraining(job);
            cluster.executor(0).destroyForcibly();
            assertSameAsUndisturbed(job, "executorKilled");
            assertThat(job.err()).contains("Lost executor");
        }
    }

    @Test
    void theOtherWorkerDoesTheWorkOfOneThatIsKilled() throws IOException, InterruptedException {
        try (Child job = align(cluster.url(), "workerKilled")) {
            awaitTraining(job);
            cluster.worker(0).close();
            assertSameAsUndisturbed(job, "workerKilled");
            assertThat(job.err()).contains("Lost executor");
        }
    }

    @Test
    void aStragglerIsWaitedFor() throws IOException, InterruptedException {
        try (Child job = align(cluster.url(), "straggler")) {
            awaitTraining(job);
            ProcessHandle executor = cluster.executor(1);
            signal("STOP", executor);
            Thread.sleep(5000);
            signal("CONT", executor);
            assertSameAsUndisturbed(job, "straggler");
        }
    }

    @Test
    void aKilledDriverLeavesNoExecutorAndNoOutputAndIsResumed() throws IOException, InterruptedException {
        String[] checkpoints = {"--checkpoints", path("checkpoints"), "--resume", "--set", "checkpoint.every-rounds=10"
        };
        try (Child job = align(cluster.url(), "driverKilled", checkpoints)) {
            awaitTraining(job);
            job.running("SparkSubmit").destroyForcibly();
            assertThat(job.await()).isNotZero();
            for (int tenth = 0; tenth < 300 && cluster.executors() > 0; tenth++) {
                Thread.sleep(100);
            }
            assertThat(cluster.executors()).isZero();
            assertThat(folder.resolve("driverKilled")).doesNotExist();
        }
        try (Child job = align(cluster.url(), "driverKilled", checkpoints)) {
            assertSameAsUndisturbed(job, "driverKilled");
            assertThat(job.err()).contains("training goes on after step");
            assertThat(folder.resolve("checkpoints")).doesNotExist();
        }
    }
}
