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
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two small sets of moons in a folder of their own, and the commands of the job on them with trainings of seconds. */
abstract class SmallMoons {
    private static final List<String> SMALL = List.of(
            "training.steps=20",
            "training.affine-steps=0",
            "training.polish-steps=0",
            "training.workers=1",
            "flow.couplings=2",
            "flow.hidden=8",
            "bound.enabled=false",
            "evaluation.rows=50");

    final SparkSession spark;

    @TempDir
    Path folder;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    SmallMoons(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void generate() {
        generate(300);
    }

    void generate(int rows) {
        assertThat(run(
                        "generate",
                        "--kind",
                        "moons",
                        "--rows",
                        "" + rows,
                        "--rotation",
                        "50",
                        "--output",
                        path("moons"),
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
}
