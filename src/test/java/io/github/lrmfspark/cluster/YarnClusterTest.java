package io.github.lrmfspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on YARN in cluster deploy mode, with all that it reads and writes on HDFS. */
@SparkTest
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class YarnClusterTest {
    private static final List<String> YARN = List.of(
            "--master",
            "yarn",
            "--deploy-mode",
            "cluster",
            "--num-executors",
            "2",
            "--driver-memory",
            "1g",
            "--conf",
            "spark.yarn.jars=local:" + Path.of("target/spark/jars").toAbsolutePath() + "/*");

    private final SparkSession spark;
    private HadoopCluster cluster;
    private SmallJobs jobs;

    @TempDir
    private static Path folder;

    YarnClusterTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    void trainInOneProcess() throws IOException, InterruptedException {
        cluster = new HadoopCluster(Files.createDirectory(folder.resolve("hadoop")));
        jobs = new SmallJobs(spark, folder, cluster.path("sets"), cluster.environment());
        try (Child job = jobs.generate()) {
            assertThat(job.await()).as(job.err()).isZero();
        }
        try (Child job = jobs.align("undisturbed")) {
            assertThat(job.await()).as(job.err()).isZero();
        }
    }

    @AfterEach
    void nothingIsLeftRunning() throws InterruptedException {
        int left = cluster.containers();
        for (int tenth = 0; tenth < 300 && left > 0; tenth++) {
            Thread.sleep(100);
            left = cluster.containers();
        }
        assertThat(left).isZero();
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private static List<String> onYarn(String name) {
        return Stream.concat(YARN.stream(), Stream.of("--name", name)).toList();
    }

    private Child align(String output, String... more) throws IOException {
        return jobs.align(onYarn(output), output, more);
    }

    private ApplicationReport application(String name) {
        return cluster.application(name).orElseThrow();
    }

    private String printed(String name, String stream) {
        return cluster.application(name)
                .map(application -> cluster.log(application, stream))
                .orElse("");
    }

    private void awaitTraining(Child job, String output) throws InterruptedException {
        job.await("two lines of progress", () -> printed(output, "stderr").split("\\): step ", -1).length > 2);
    }

    private void assertSameAsUndisturbed(Child job, String output) throws IOException, InterruptedException {
        assertThat(job.await()).as(job.err() + printed(output, "stderr")).isZero();
        assertThat(jobs.vectors(output)).hasSize(300).isEqualTo(jobs.vectors("undisturbed"));
        assertThat(exists(output + "-report/report.html")).isTrue();
        assertThat(exists("." + output + ".lock")).isFalse();
    }

    private List<FileStatus> files(String directory) {
        try {
            return List.of(cluster.files().listStatus(new org.apache.hadoop.fs.Path(jobs.path(directory))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean exists(String name) throws IOException {
        return cluster.files().exists(new org.apache.hadoop.fs.Path(jobs.path(name)));
    }

    @Test
    void twoExecutorsGiveTheBitsOfOneProcess() throws IOException, InterruptedException {
        try (Child job = align("aligned", "--model", jobs.path("model"))) {
            assertSameAsUndisturbed(job, "aligned");
            assertThat(job.out()).isEmpty();
            assertThat(new ObjectMapper()
                            .readTree(printed("aligned", "stdout"))
                            .path("rows")
                            .asInt())
                    .isEqualTo(300);
        }
        try (Child job = jobs.submit(
                "transform.sh",
                onYarn("transformed"),
                "transformed",
                List.of("--model", jobs.path("model"), "--source", jobs.path("moons/source")))) {
            assertThat(job.await())
                    .as(job.err() + printed("transformed", "stderr"))
                    .isZero();
            assertThat(jobs.vectors("transformed")).isEqualTo(jobs.vectors("aligned"));
        }
    }

    @Test
    void anExecutorThatIsKilledIsReplaced() throws IOException, InterruptedException {
        try (Child job = align("executorKilled")) {
            awaitTraining(job, "executorKilled");
            cluster.executor().destroyForcibly();
            assertSameAsUndisturbed(job, "executorKilled");
            assertThat(printed("executorKilled", "stderr")).contains("Lost executor");
        }
    }

    @Test
    void aKilledDriverIsStartedAgainAndGoesOn() throws IOException, InterruptedException {
        try (Child job = align(
                "driverKilled",
                "--checkpoints",
                jobs.path("checkpoints"),
                "--resume",
                "--set",
                "checkpoint.every-rounds=10")) {
            awaitTraining(job, "driverKilled");
            job.await(
                    "a checkpoint",
                    () -> files("checkpoints").stream()
                            .anyMatch(file -> file.getPath().getName().endsWith(".checkpoint")));
            cluster.driver().destroyForcibly();
            assertSameAsUndisturbed(job, "driverKilled");
            assertThat(application("driverKilled")
                            .getCurrentApplicationAttemptId()
                            .getAttemptId())
                    .isEqualTo(2);
            assertThat(printed("driverKilled", "stderr")).contains("training goes on after step");
            assertThat(exists("checkpoints")).isFalse();
        }
    }

    @Test
    void whatIsWrongIsSaidInTheLogOfTheDriver() throws IOException, InterruptedException {
        List<String> words = List.of("--source", jobs.path("nothing"), "--target", jobs.path("moons/target"));
        try (Child job = jobs.submit("align.sh", onYarn("refused"), "refused", words)) {
            assertThat(job.await()).isOne();
            assertThat(application("refused").getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.FAILED);
            assertThat(printed("refused", "stderr")).contains("Expected Parquet files at '" + jobs.path("nothing"));
            assertThat(exists("refused")).isFalse();
        }
    }
}
