package io.github.lrmfspark.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.ml.MemoryNeed.Part;
import io.github.lrmfspark.ml.MemoryWarnings.Given;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fit that needs 2 GiB of heap and 1 GiB off it in an executor of 4 cores and 2 tasks, and half as much in the driver. */
class MemoryWarningsTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final MemoryNeed NEED = new MemoryNeed(
            new Part(2048 * MEBIBYTE, 1024 * MEBIBYTE), new Part(1024 * MEBIBYTE, 512 * MEBIBYTE), 1000 * MEBIBYTE);
    private static final Map<String, String> ENOUGH = Map.of(
            "spark.master", "yarn",
            "spark.executor.memory", "2g",
            "spark.executor.memoryOverhead", "1408",
            "spark.executor.extraJavaOptions",
                    "-Dorg.bytedeco.javacpp.maxbytes=1g -Dorg.bytedeco.javacpp.maxphysicalbytes=3456M",
            "spark.executorEnv.OMP_NUM_THREADS", "2",
            "spark.executorEnv.OPENBLAS_NUM_THREADS", "2");

    private static List<String> onYarn(String key, String value) {
        Map<String, String> spark = new HashMap<>(ENOUGH);
        spark.put(key, value);
        return MemoryWarnings.of(NEED, new Given(spark, Map.of(), Map.of(), 1024 * MEBIBYTE, 4, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "spark.executor.memory, 2g",
        "spark.executor.memory, 2048",
        "spark.executor.memoryOverhead, 2g",
        "spark.executor.memoryOverheadFactor, 0.1",
        "spark.executor.defaultJavaOptions, -Dorg.bytedeco.javacpp.maxbytes=1m",
        "spark.executor.extraJavaOptions, ''",
        "spark.executor.extraJavaOptions, -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0",
        "spark.executorEnv.OMP_NUM_THREADS, 1",
        "spark.driver.maxResultSize, 0",
    })
    void enoughIsNotWarnedOf(String key, String value) {
        assertThat(onYarn(key, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spark.executor.memory | 1g | Expected at least 2048m for an executor's heap; found 1024m. Give --executor-memory 2048m
            spark.executor.memoryOverhead | 1g | Expected at least 1408m for an executor's memory outside the heap; found 1024m. Give --conf spark.executor.memoryOverhead=1408m
            spark.executor.extraJavaOptions | -Dorg.bytedeco.javacpp.maxbytes=1g -Dorg.bytedeco.javacpp.maxbytes=512m | Expected an executor to be allowed 1024m of arrays off the heap and 3456m in all; found 512m and 6656m. Give --conf "spark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.maxbytes=1024m -Dorg.bytedeco.javacpp.maxphysicalbytes=3456m"
            spark.executor.extraJavaOptions | -Dorg.bytedeco.javacpp.maxphysicalbytes=3g | Expected an executor to be allowed 1024m of arrays off the heap and 3456m in all; found 2048m and 3072m. Give --conf "spark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.maxbytes=1024m -Dorg.bytedeco.javacpp.maxphysicalbytes=3456m"
            spark.executorEnv.OMP_NUM_THREADS | 4 | Expected 2 tasks on 4 cores to have 2 threads each; found OMP_NUM_THREADS=4. Give --conf spark.executorEnv.OMP_NUM_THREADS=2
            spark.driver.maxResultSize | 512m | Expected at least 1000m for what the workers of a round send; found 512m. Give --conf spark.driver.maxResultSize=1000m
            """)
    void aShortageIsNamedWithWhatMendsIt(String key, String value, String line) {
        assertThat(onYarn(key, value)).containsExactly(line);
    }

    @Test
    void sparksOwnDefaultsCount() {
        Given bare = new Given(Map.of("spark.master", "k8s://x"), Map.of(), Map.of(), 512 * MEBIBYTE, 4, 2);
        assertThat(MemoryWarnings.of(NEED, bare))
                .extracting(line -> line.substring(line.indexOf("found")))
                .containsExactly(
                        "found 512m. Give --driver-memory 1024m",
                        "found 1024m. Give --executor-memory 2048m",
                        "found 384m. Give --conf spark.executor.memoryOverhead=1408m",
                        "found OMP_NUM_THREADS unset. Give --conf spark.executorEnv.OMP_NUM_THREADS=2",
                        "found OPENBLAS_NUM_THREADS unset. Give --conf spark.executorEnv.OPENBLAS_NUM_THREADS=2");
    }

    @Test
    void aStandaloneClusterBoundsNothingOutsideTheHeap() {
        assertThat(onYarn("spark.executor.memoryOverhead", "1m")).hasSize(1);
        Map<String, String> spark = new HashMap<>(ENOUGH);
        spark.put("spark.master", "spark://127.0.0.1:7077");
        spark.put("spark.executor.memoryOverhead", "1m");
        assertThat(MemoryWarnings.of(NEED, new Given(spark, Map.of(), Map.of(), 1024 * MEBIBYTE, 4, 2)))
                .isEmpty();
    }

    @Test
    void oneProcessNeedsWhatBothDo() {
        Map<String, String> spark = Map.of("spark.master", "local[2]");
        Map<String, String> limits = Map.of("org.bytedeco.javacpp.maxbytes", "1g");
        Map<String, String> threads = Map.of("OMP_NUM_THREADS", "2", "OPENBLAS_NUM_THREADS", "1");
        assertThat(MemoryWarnings.of(NEED, new Given(spark, threads, limits, 1024 * MEBIBYTE, 2, 2)))
                .containsExactly(
                        "Expected at least 2772m for the driver's heap; found 1024m. Give --driver-memory 2772m",
                        "Expected the driver to be allowed 1536m of arrays off the heap and 4692m in all; found 1024m and"
                                + " 4096m. Give --driver-java-options \"-Dorg.bytedeco.javacpp.maxbytes=1536m"
                                + " -Dorg.bytedeco.javacpp.maxphysicalbytes=4692m\"",
                        "Expected 2 tasks on 2 cores to have 1 threads each; found OMP_NUM_THREADS=2. Give"
                                + " OMP_NUM_THREADS=1");
        assertThat(MemoryWarnings.of(
                        NEED,
                        new Given(
                                spark,
                                Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1"),
                                Map.of("org.bytedeco.javacpp.maxbytes", "2g"),
                                3072 * MEBIBYTE,
                                2,
                                2)))
                .isEmpty();
    }
}
