package io.github.lrmfspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark's history server tells of a job that is done. */
@SparkTest
@Tag("cluster")
class HistoryTest {
    @TempDir
    private Path folder;

    private static JsonNode get(String address) {
        try {
            return new ObjectMapper().readTree(URI.create(address).toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listsApplications(String address) {
        try {
            return !get(address).isEmpty();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private Child historyServer(Path events, int port) throws IOException {
        return Child.start(
                folder,
                "historyServer",
                Loopback.ENVIRONMENT,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        Path.of("target/spark/jars").toAbsolutePath() + "/*",
                        "-Dspark.history.fs.logDirectory=" + events,
                        "-Dspark.history.ui.port=" + port,
                        "org.apache.spark.deploy.history.HistoryServer"));
    }

    @Test
    void roundsHaveTheirNamesAndTheirLoss(SparkSession spark) throws IOException, InterruptedException {
        Path events = Files.createDirectory(folder.resolve("events"));
        SmallJobs jobs = new SmallJobs(spark, folder, folder.toString(), Loopback.ENVIRONMENT);
        try (Child job = jobs.generate()) {
            assertThat(job.await()).as(job.err()).isZero();
        }
        List<String> kept =
                List.of("--conf", "spark.eventLog.enabled=true", "--conf", "spark.eventLog.dir=" + events.toUri());
        try (Child job = jobs.align(kept, "aligned", "--set", "training.steps=20")) {
            assertThat(job.await()).as(job.err()).isZero();
        }
        int port = Loopback.freePort();
        String applications = "http://" + Loopback.HOST + ":" + port + "/api/v1/applications";
        try (Child server = historyServer(events, port)) {
            server.await("the application", () -> listsApplications(applications));
            String application =
                    applications + "/" + get(applications).get(0).path("id").asText();
            assertThat(get(application + "/jobs").findValuesAsText("description"))
                    .contains("training: round 1/4", "training: round 4/4");
            assertThat(get(application + "/stages")).anySatisfy(stage -> {
                assertThat(stage.path("name").asText()).isEqualTo("training: round 4/4");
                assertThat(stage.path("accumulatorUpdates")).anySatisfy(loss -> {
                    assertThat(loss.path("name").asText()).isEqualTo("loss");
                    assertThat(loss.path("value").asText()).contains("total ");
                });
            });
        }
    }
}
