package io.github.lrmfspark.ml;

import static io.github.lrmfspark.settings.Keys.TRAINING_AVERAGING_FREQUENCY;
import static io.github.lrmfspark.settings.Keys.TRAINING_WORKERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.ml.MemoryNeed.Part;
import io.github.lrmfspark.train.PlainTraining;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryNeedTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final int ROWS = 100_000;

    /** The peak resident size of executors of one task, less their heap, all of which was touched. */
    @ParameterizedTest
    @CsvSource({"32, 6, 128, 256, 376", "256, 8, 512, 256, 850", "768, 8, 1024, 512, 2467"})
    void outsideTheHeapItIsWhatWasMeasuredOrAQuarterMore(
            int dimension, int couplings, int hidden, int batch, long measured) {
        FlowOptions flow = new FlowOptions(Kind.REAL_NVP, couplings, hidden, 2);
        TrainingOptions training = training(batch, 1);
        long overhead = MemoryNeed.of(flow, dimension, dimension, training, 40_000, false, 1)
                        .executor()
                        .overhead()
                / MEBIBYTE;
        assertThat(overhead).isBetween(measured, measured * 5 / 4);
    }

    @Test
    void growsWithRowsTasksAndTheBound() {
        MemoryNeed one = need(2 * ROWS, false, 1);
        assertThat(need(4 * ROWS, false, 1).executor().heap())
                .isGreaterThan(one.executor().heap() + 2L * ROWS * 32 * 4 / 2);
        assertThat(need(2 * ROWS, true, 1).executor().heap())
                .isEqualTo(need(4 * ROWS, false, 1).executor().heap());
        assertThat(need(2 * ROWS, false, 2).executor().offHeap())
                .isGreaterThan(one.executor().offHeap());
        assertThat(need(2 * ROWS, false, 2).driver()).isEqualTo(one.driver());
    }

    @Test
    void aTaskReadsAndWritesARowGroup() {
        Recipe recipe = Recipe.forDimension(32, ROWS);
        TrainingOptions manyWorkers = training(256, 1000);
        assertThat(MemoryNeed.of(recipe.flow(), 32, 32, manyWorkers, 20L * ROWS, false, 3)
                        .executor()
                        .heap())
                .isEqualTo((300 + 3 * 2 * 128) * MEBIBYTE);
    }

    @Test
    void oneProcessHasOneReserve() {
        MemoryNeed need = need(2 * ROWS, false, 1);
        Part together = need.together();
        assertThat(together.heap())
                .isEqualTo(need.driver().heap() + need.executor().heap() - 300 * MEBIBYTE);
        assertThat(together.total()).isEqualTo(together.heap() + together.offHeap() + 384 * MEBIBYTE);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 128, 256, 768, 1536})
    void thePageOnTheJobsHasItsFigures(int dimension) throws IOException {
        Recipe recipe = Recipe.forDimension(dimension, ROWS);
        Part executor = MemoryNeed.of(
                        recipe.flow(),
                        dimension,
                        Math.min(dimension, recipe.directions()),
                        recipe.training(),
                        2 * ROWS,
                        true,
                        1)
                .executor();
        assertThat(Files.readString(Path.of("jobs", "README.md")))
                .contains("| %,d | %,d | %,d |%n"
                        .formatted(dimension, mebibytes(executor.heap()), mebibytes(executor.overhead())));
    }

    private static long mebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE;
    }

    private static TrainingOptions training(int batch, int workers) {
        return PlainTraining.of(10, batch, 1e-3)
                .with(TRAINING_WORKERS, workers)
                .with(TRAINING_AVERAGING_FREQUENCY, 2)
                .training();
    }

    private static MemoryNeed need(long rows, boolean folded, int tasks) {
        Recipe recipe = Recipe.forDimension(32, ROWS);
        TrainingOptions training = training(256, 1);
        return MemoryNeed.of(recipe.flow(), 32, 32, training, rows, folded, tasks);
    }
}
