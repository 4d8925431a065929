package io.github.lrmfspark.ml;

import static io.github.lrmfspark.data.TestSets.FLOATS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.TestSets;
import io.github.lrmfspark.objective.LikelihoodBound;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Correlated Gaussians under the affine flow, whose optimum is known: L + c = 0. */
@SparkTest
@TestInstance(Lifecycle.PER_CLASS)
class BoundFittingTest {
    @TempDir
    private static Path folder;

    private final Dataset<Row> source;
    private final Dataset<Row> target;
    private final NotedPhases phases = new NotedPhases();
    private LikelihoodBound aligned;

    BoundFittingTest(SparkSession spark) {
        source = TestSets.of(spark, FLOATS, correlated(0.8, 1)).cache();
        target = TestSets.of(spark, FLOATS, correlated(-0.8, 2)).cache();
    }

    /** At a rate by which a private density comes from p, of correlation −.8, to the source's .8. */
    @BeforeAll
    void align() {
        aligned = bound(affine().setSteps(1000).setLearningRate(0.03).setProgress(phases));
    }

    /** N(0, [[1, ρ], [ρ, 1]]) */
    private static List<float[]> correlated(double rho, long seed) {
        List<float[]> rows = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2000; i++) {
            double x = random.nextGaussian();
            rows.add(new float[] {(float) x, (float) (rho * x + Math.sqrt(1 - rho * rho) * random.nextGaussian())});
        }
        return rows;
    }

    @Test
    void theGapIsZeroUpToItsErrorWhereAligned() {
        assertThat(Math.abs(aligned.gap())).as(aligned.toString()).isLessThan(3 * aligned.gapStandardError());
        assertThat(aligned.gapStandardError())
                .as("the errors of L and c cancel")
                .isLessThan(0.1 * aligned.cStandardError());
    }

    /** T stays near the identity; then p does best as N(0, I), and the gap is −log(1 − ρ²) = 1.02. */
    @Test
    void theGapIsClearlyAboveZeroWhereNot() {
        LikelihoodBound bound = bound(affine());
        assertThat(bound.c()).as("of the saved private models").isEqualTo(aligned.c());
        assertThat(bound.gap())
                .as(bound.toString())
                .isGreaterThan(5 * bound.gapStandardError())
                .isCloseTo(1.02, within(3 * bound.gapStandardError()));
    }

    @Test
    void everyFitIsAPhase() {
        assertThat(phases.names())
                .containsExactly("training", "private fit 1 of 3", "private fit 2 of 3", "private fit 3 of 3");
    }

    @Test
    @SuppressWarnings("ArgumentSelectionDefectChecker") // source and target change places
    void privateModelsOfSomethingElseAreRefused() {
        refuses(
                affine().setSeed(8).setBoundFolds(2).setHeldOutFraction(0.2),
                "aligner.seed was 7 and is 8; folds was 3 and is 2; heldOutFraction was 0.1 and is 0.2.");
        refuses(affine().setMaxRows(1000L), "maxRows was null and is 1000.");
        refuses(affine().setBoundEnabled(false), "Expected the bound to be enabled");
        assertThatThrownBy(() -> affine().fit(target, source))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("aligner.source.mean was [");
    }

    @Test
    void damagedPrivateModelsAreRefused(SparkSession spark) throws IOException {
        Dataset<Row> rows = spark.read().parquet(saved());
        refuses(
                rows.withColumn("checksum", functions.expr("checksum + 1")),
                "none that can be read: its checksum does not fit its content. Name another directory");
        refuses(rows.limit(2), "it has not one fit for each of 3 folds");
        refuses(rows.limit(0), "it has not one fit");
        Path damaged = folder.resolve("damaged");
        rows.coalesce(1).write().parquet(damaged.toString());
        truncate(damaged);
        refuses(affine().setPrivateModels(damaged.toString()), "Expected saved private models at '" + damaged);
    }

    @Test
    void everyFoldOfEveryWorkerNeedsARow() {
        LrmfAligner aligner = affine().setPrivateModels(folder.resolve("none").toString());
        assertThatThrownBy(() -> aligner.setWorkers(3).setBoundFolds(4).fit(source.limit(10), target))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Expected 4 training rows of each set for every worker")
                .hasMessageContaining("found 3 and 1.");
    }

    private void refuses(Dataset<Row> rows, String message) {
        String path = folder.resolve("changed-" + UUID.randomUUID()).toString();
        rows.coalesce(1).write().parquet(path);
        refuses(affine().setPrivateModels(path), message);
    }

    private void refuses(LrmfAligner aligner, String message) {
        assertThatThrownBy(() -> aligner.fit(source, target))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    private static void truncate(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            Path parquet = files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            try (RandomAccessFile file = new RandomAccessFile(parquet.toFile(), "rw")) {
                file.setLength(file.length() / 2);
            }
        }
    }

    private LikelihoodBound bound(LrmfAligner aligner) {
        return Objects.requireNonNull(aligner.fit(source, target).summary().bound());
    }

    private static LrmfAligner affine() {
        return new LrmfAligner()
                .setFeaturesCol("embedding")
                .setFlowKind("affine")
                .setSteps(1)
                .setBatchSize(256)
                .setLearningRate(0.01)
                .setNoise(0)
                .setWorkers(1)
                .setAveragingFrequency(50)
                .setSeed(7)
                .setPrivateModels(saved());
    }

    private static String saved() {
        return folder.resolve("private").toString();
    }
}
