package io.github.lrmfspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private final SparkSession spark;
    private SmallJobs jobs;
    private StandaloneCluster cluster;

    @TempDir
    private static Path folder;

    StandaloneClusterTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    void trainInOneProcess() throws IOException, InterruptedException {
        jobs = new SmallJobs(spark, folder, folder.toString(), Loopback.ENVIRONMENT);
        try (Child job = jobs.generate()) {
            assertThat(job.await()).as(job.err()).isZero();
        }
        try (Child job = jobs.align("undisturbed")) {
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

    private Child align(String output, String... more) throws IOException {
        return jobs.align(List.of("--master", cluster.url()), output, more);
    }

    private void assertDone(Child job, String output) throws IOException, InterruptedException {
        assertThat(job.await()).as(job.err()).isZero();
        assertThat(new ObjectMapper().readTree(job.out()).path("rows").asInt()).isEqualTo(300);
        assertThat(folder.resolve(output + "/_SUCCESS")).exists();
        assertThat(folder.resolve(output + "-report/report.html")).exists();
    }

    private void assertSameAsUndisturbed(Child job, String output) throws IOException, InterruptedException {
        assertDone(job, output);
        assertThat(jobs.vectors(output)).hasSize(300).isEqualTo(jobs.vectors("undisturbed"));
    }

    private static void awaitTraining(Child job) throws InterruptedException {
        job.await("two lines of progress", () -> job.count("\\): step ") >= 2);
    }

    /** Those that are whole. */
    private static List<String> checkpoints() {
        String[] whole = folder.resolve("checkpoints").toFile().list((directory, name) -> name.endsWith(".checkpoint"));
        return whole == null ? List.of() : List.of(whole);
    }

    private static void signal(String signal, ProcessHandle process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void twoExecutorsGiveTheBitsOfOneProcess() throws IOException, InterruptedException {
        try (Child job = align("aligned")) {
            awaitTraining(job);
            assertThat(cluster.executors()).isEqualTo(2);
            assertSameAsUndisturbed(job, "aligned");
        }
    }

    @Test
    void anExecutorThatIsKilledIsReplaced() throws IOException, InterruptedException {
        try (Child job = align("executorKilled")) {
            awaitTraining(job);
            cluster.executor(0).destroyForcibly();
            assertSameAsUndisturbed(job, "executorKilled");
            assertThat(job.err()).contains("Lost executor");
        }
    }

    @Test
    void theOtherWorkerDoesTheWorkOfOneThatIsKilled() throws IOException, InterruptedException {
        try (Child job = align("workerKilled")) {
            awaitTraining(job);
            cluster.worker(0).close();
            assertSameAsUndisturbed(job, "workerKilled");
            assertThat(job.err()).contains("Lost executor");
        }
    }

    @Test
    void executorsOfAnotherPlatformAreNamedAndNothingIsWritten() throws IOException, InterruptedException {
        String foreign = "spark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.platform=linux-armhf";
        try (Child job = jobs.align(List.of("--master", cluster.url(), "--conf", foreign), "foreign")) {
            assertThat(job.await()).as(job.err()).isEqualTo(2);
            assertThat(job.err()).contains("Expected ND4J's native libraries for linux-armhf in the jar");
            assertThat(folder.resolve("foreign")).doesNotExist();
        }
    }

    @Test
    void aStragglerIsWaitedFor() throws IOException, InterruptedException {
        try (Child job = align("straggler")) {
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
        String[] resumed = {"--checkpoints", jobs.path("checkpoints"), "--resume", "--set", "checkpoint.every-rounds=10"
        };
        try (Child job = align("driverKilled", resumed)) {
            job.await("a checkpoint", () -> !checkpoints().isEmpty());
            job.running("SparkSubmit").destroyForcibly();
            assertThat(job.await()).isNotZero();
            for (int tenth = 0; tenth < 300 && cluster.executors() > 0; tenth++) {
                Thread.sleep(100);
            }
            assertThat(cluster.executors()).isZero();
            assertThat(folder.resolve("driverKilled")).doesNotExist();
        }
        try (Child job = align("driverKilled", resumed)) {
            assertSameAsUndisturbed(job, "driverKilled");
            assertThat(job.err()).contains("training goes on after step");
            assertThat(folder.resolve("checkpoints")).doesNotExist();
        }
    }
}
