package io.github.lrmfspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source ten times as large as the heap of the one executor that there is. Needs an hour and 15 GB of disk. */
@SparkTest
@Tag("large")
class LargeSetTest {
    private static final long HEAP_MEBIBYTES = 576;
    private static final int DIMENSION = 64;
    private static final int FILE_ROWS = 460_000;
    private static final int FILES = 52;
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final SparkSession spark;

    @TempDir
    private Path folder;

    LargeSetTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void tenTimesTheHeapOfAnExecutorIsAligned() throws IOException, InterruptedException {
        Path source = linked(generated("source", 1));
        generated("target", 2);
        assertThat(bytes(source)).isGreaterThan(10 * HEAP_MEBIBYTES * 1024 * 1024);
        SmallJobs jobs = new SmallJobs(spark, folder, folder.toString(), Loopback.ENVIRONMENT);
        try (StandaloneCluster cluster = new StandaloneCluster(Files.createDirectory(folder.resolve("cluster")), 1);
                Child job = jobs.submit(
                        "align.sh",
                        List.of("--master", cluster.url(), "--executor-memory", HEAP_MEBIBYTES + "m"),
                        "aligned",
                        List.of(
                                "--source", source.toString(),
                                "--target", folder.resolve("target").toString(),
                                "--set", "training.steps=100",
                                "--set", "training.max-rows=100000",
                                "--set", "bound.enabled=false"))) {
            assertThat(job.await(PATIENCE)).as(job.err()).isZero();
            assertThat(job.err()).doesNotContain("Lost executor");
        }
        assertThat(spark.read().parquet(folder.resolve("aligned").toString()).count())
                .isEqualTo((long) FILES * FILE_ROWS);
    }

    /** One file of normal vectors, in a directory. */
    private Path generated(String name, int seed) {
        Path set = folder.resolve(name);
        String coordinates = IntStream.range(0, DIMENSION)
                .mapToObj(i -> "cast(randn(" + (seed * DIMENSION + i) + ") as float)")
                .collect(Collectors.joining(", "));
        spark.range(0, FILE_ROWS, 1, 1)
                .selectExpr("id", "array(" + coordinates + ") embedding")
                .write()
                .parquet(set.toString());
        return set;
    }

    /** A set of the same file many times, which takes the place of one on the disk. */
    private Path linked(Path set) throws IOException {
        Path many = Files.createDirectory(folder.resolve("many"));
        Path file;
        try (Stream<Path> all = Files.list(set)) {
            file = all.filter(path -> path.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        for (int i = 0; i < FILES; i++) {
            Files.createLink(many.resolve("part-" + i + ".parquet"), file);
        }
        return many;
    }

    private static long bytes(Path set) throws IOException {
        try (Stream<Path> all = Files.list(set)) {
            return all.mapToLong(path -> path.toFile().length()).sum();
        }
    }
}
