package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.SparkTest;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two moons, 50 degrees apart, are aligned as the shipped configuration promises. */
@Tag("long")
@SparkTest
class MoonsTest {
    @TempDir
    private Path folder;

    MoonsTest(SparkSession spark) {
        assertThat(spark.sparkContext().defaultParallelism()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 1", "5, 1", "1, 2", "2, 2", "3, 2", "4, 2", "5, 2"})
    void labelsFindTheirOwn(String seed, String workers) throws IOException {
        String moons = folder.resolve("moons").toString();
        String aligned = folder.resolve("aligned").toString();
        run("generate", "--kind", "moons", "--rotation", "50", "--noise", "0.05", "--seed", seed, "--output", moons);
        run("align --config conf/moons.conf --label-col label --set training.workers=%s --set training.seed=%s"
                .formatted(workers, seed)
                .concat(" --source %s/source --target %s/target --output %s".formatted(moons, moons, aligned))
                .split(" ", -1));
        JsonNode after = new ObjectMapper()
                .readTree(new File(aligned + "-report/report.json"))
                .at("/metrics/after");
        assertThat(after.get("labelAccuracy").asDouble()).isGreaterThanOrEqualTo(0.99);
        assertThat(after.get("slicedWasserstein2").asDouble()).isLessThanOrEqualTo(0.09);
    }

    private static void run(String... words) {
        StringWriter err = new StringWriter();
        assertThat(Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), words))
                .as(err.toString())
                .isEqualTo(Main.DONE);
    }
}
