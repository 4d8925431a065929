package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two small sets of moons in a folder of their own, and the commands of the job on them with trainings of seconds. */
abstract class SmallMoons {
    /** Rows of each set that a verdict is of: few, as the metrics take longer than the training. */
    static final int JUDGED = 12;

    private static final List<String> SMALL = List.of(
            "training.steps=20",
            "training.affine-steps=0",
            "training.polish-steps=0",
            "training.workers=1",
            "flow.couplings=2",
            "flow.hidden=8",
            "bound.enabled=false",
            "evaluation.rows=" + JUDGED);

    final SparkSession spark;

    @TempDir
    private static Path shared;

    @TempDir
    Path folder;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    SmallMoons(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void copyMoons() throws IOException {
        copyOnce("moons", moons -> generate(300, moons));
    }

    /** Copies a directory into the folder of the test; the first test of a class makes it. */
    void copyOnce(String name, Consumer<String> maker) throws IOException {
        Path original = shared.resolve(name);
        if (Files.notExists(original)) {
            maker.accept(original.toString());
            out.getBuffer().setLength(0);
            err.getBuffer().setLength(0);
        }
        FileUtils.copyDirectory(original.toFile(), folder.resolve(name).toFile());
    }

    /** Makes two sets of moons in place of those of 300 rows. */
    void generate(int rows) {
        generate(rows, path("moons"));
        out.getBuffer().setLength(0);
    }

    private void generate(int rows, String output) {
        assertThat(run(
                        "generate",
                        "--kind",
                        "moons",
                        "--rows",
                        "" + rows,
                        "--rotation",
                        "50",
                        "--output",
                        output,
                        "--mode",
                        "overwrite"))
                .isEqualTo(Main.DONE);
    }

    void save(Dataset<Row> rows, String name) {
        rows.write().parquet(path(name));
    }

    int align(String... more) {
        return runTraining(Stream.concat(Stream.of("align", "--output", path("aligned")), Stream.of(more))
                .toArray(String[]::new));
    }

    int transform(String source, String output, String... more) {
        List<String> words = new ArrayList<>(
                List.of("transform", "--model", path("model"), "--source", path(source), "--output", path(output)));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    int runTraining(String... given) {
        return run(words(given));
    }

    /** The words of a training with small settings where it has none of its own. */
    String[] words(String... given) {
        List<String> words = new ArrayList<>(List.of(given));
        for (String domain : List.of("source", "target")) {
            if (!words.contains("--" + domain)) {
                words.addAll(List.of("--" + domain, path("moons/" + domain)));
            }
        }
        for (String small : SMALL) {
            String key = small.substring(0, small.indexOf('=') + 1);
            if (words.stream().noneMatch(word -> word.startsWith(key))) {
                words.addAll(List.of("--set", small));
            }
        }
        return words.toArray(String[]::new);
    }

    int run(String... words) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    JsonNode report(String directory) throws IOException {
        return new ObjectMapper().readTree(new File(path(directory + "/report.json")));
    }

    Dataset<Row> read(String name) {
        return spark.read().parquet(path(name));
    }

    List<List<Float>> vectors(String name) {
        return read(name).orderBy("id").select("embedding").collectAsList().stream()
                .map(row -> row.<Float>getList(0))
                .toList();
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    List<String> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A lock of a process that was killed keeps the next one waiting, which is tested elsewhere; so does a marker. */
    void deleteLocks() throws IOException {
        Files.deleteIfExists(folder.resolve("marker"));
        for (String file : files()) {
            if (file.endsWith(".lock")) {
                Files.delete(Path.of(file));
            }
        }
    }
}
