package io.github.lrmfspark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run may write, where {@code sets/a} is a set, {@code sets/b} another, and links of every kind lead to them. */
class RunPlanTest {
    private static final String PART = "part-00000-3f2a8c54-9f0e-4b5d-8a63-0123456789ab-c000.snappy.parquet";

    @TempDir
    private Path folder;

    @BeforeEach
    void lay() throws IOException {
        set("sets/a");
        set("sets/b");
        set("elsewhere/one");
        Files.createDirectories(folder.resolve("linking"));
        Files.createDirectories(folder.resolve("partly"));
        link("latest", "sets/a");
        link("parent", "sets");
        link("twice", "latest");
        link("linking/" + PART, "../sets/a/" + PART);
        link("partly/day=1", "../sets/a");
        link("partly/day=2", "../partly");
        link("nowhere", "not/yet");
        link("circle", "circle");
        Files.writeString(folder.resolve("file"), "a file");
    }

    private void set(String name) throws IOException {
        Files.createDirectories(folder.resolve(name));
        Files.writeString(folder.resolve(name).resolve(PART), name);
    }

    private void link(String name, String end) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of(end));
    }

    private String path(String name) {
        return name.contains(":/") || name.equals("/") ? name : folder + "/" + name;
    }

    private RunPlan plan(SaveMode mode) {
        return new RunPlan(new Configuration(), mode);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sets/a, sets/a",
        "sets/a, sets/a/",
        "sets/a, sets/../sets//a",
        "sets/*, sets/b",
        "'sets/{a,b}', sets/b",
        "sets, sets/b",
        "sets, sets/c",
        "sets/a, sets",
        "sets/a/*, sets/a",
        "latest, sets/a",
        "sets/a, latest",
        "twice, sets/a",
        "parent/a, sets/a",
        "sets/a, parent/a",
        "parent/*, sets/b",
        "linking, sets/a",
        "partly, sets/a",
        "partly, sets/a/below",
        "sets/.b.unfinished, sets/b",
        "sets/.b.replaced, sets/b",
    })
    void anInputIsNeverReplaced(String source, String output) throws IOException {
        set("sets/.b.unfinished");
        set("sets/.b.replaced");
        List<String> before = files();
        for (String scheme : List.of("", "file:", "file://")) {
            RunPlan plan = plan(SaveMode.Overwrite)
                    .reads("--source", "Parquet files", path(source))
                    .writes("--output", scheme + path(output), Marks.SET);
            assertThatThrownBy(plan::check)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(
                            "Expected an output apart from the inputs and the other outputs; found --output")
                    .hasMessageContaining("--source '" + path(source) + "'");
        }
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "sets/a, sets/b",
        "sets/a, sets/ab",
        "sets/?, sets/new",
        "latest, sets/b",
        "linking, elsewhere/one",
        "partly, sets/b",
        "sets/a, parent/b",
        "sets/a, nowhere",
        "sets/a, new/below",
        "sets/a, new/with space % # +",
        "sets/a, 10:30/new",
    })
    void whatIsApartIsWritten(String source, String output) throws IOException {
        List<String> before = files();
        RunPlan plan = plan(SaveMode.Overwrite)
                .reads("--source", "Parquet files", path(source))
                .writes("--output", path(output), Marks.SET);
        plan.check();
        List<OutputLock> locks = plan.lock("this run", notice -> {});
        plan.rehearse(Optional.empty());
        locks.forEach(OutputLock::close);
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "sets/c, sets/c",
        "sets/c, sets/../sets/c",
        "sets/c, parent/c",
        "sets/c, sets/c/d",
        "sets/c/d, sets/c",
        "sets/c, sets/.c.unfinished",
        "sets/c, sets/.c.lock",
        "latest, sets/a"
    })
    void outputsAreApart(String output, String model) {
        RunPlan plan = plan(SaveMode.Overwrite)
                .writes("--output", path(output), Marks.SET)
                .writes("--model", path(model), Marks.MODEL);
        assertThatThrownBy(plan::check).hasMessageContaining("found --output");
        RunPlan kept = plan(SaveMode.Overwrite)
                .writes("--output", path(output), Marks.SET)
                .keeps("--checkpoints", path(model));
        assertThatThrownBy(kept::check).hasMessageContaining("with --checkpoints");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/            | Expected a directory with a name",
                "file         | found '",
                "file/below   | Expected a directory at '",
                "file/be/low  | Expected a directory at '",
                "run[1]       | Expected a name that is no pattern",
                "run{1,2}/out | Expected a name that is no pattern",
                "what?        | Expected a name that is no pattern",
                "10:30        | Expected a name without a colon",
                "circle       | leads in a circle",
                "foo://x/y    | No FileSystem for scheme",
                "s3a://x/y    | Expected a path on a file system that is known and can be reached",
                "hdfs:///x    | Expected a path on a file system that is known and can be reached",
            })
    void whatCannotBeWrittenIsRefused(String output, String message) throws IOException {
        List<String> before = files();
        RunPlan plan = plan(SaveMode.Overwrite).writes("--output", path(output), Marks.SET);
        assertThatThrownBy(plan::check)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whereTheJobRunsOrItsUserLivesIsNotReplaced() {
        for (String property : List.of("user.dir", "user.home")) {
            RunPlan plan = plan(SaveMode.Overwrite).writes("--output", System.getProperty(property), Marks.SET);
            assertThatThrownBy(plan::check).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void aNameThatIsTooLongIsRefusedBeforeAnyWork() throws IOException {
        List<String> before = files();
        RunPlan plan = plan(SaveMode.ErrorIfExists).writes("--output", path("new/" + "n".repeat(244)), Marks.SET);
        plan.check();
        List<OutputLock> locks = plan.lock("this run", notice -> {});
        assertThatThrownBy(() -> plan.rehearse(Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--output");
        locks.forEach(OutputLock::close);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    @Timeout(60)
    void aHostThatDoesNotAnswerIsNotWaitedForLong() {
        Configuration hadoop = new Configuration();
        hadoop.setInt("ipc.client.connect.max.retries", 1_000);
        RunPlan plan = new RunPlan(hadoop, SaveMode.ErrorIfExists)
                .reads("--source", "Parquet files", "hdfs://127.0.0.1:9/source")
                .writes("--output", "hdfs://127.0.0.1:9/output", Marks.SET);
        assertThatThrownBy(plan::check)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("127.0.0.1:9/source'")
                .hasMessageContaining("127.0.0.1:9/output'");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        RunPlan plan = plan(SaveMode.ErrorIfExists)
                .reads("--source", "Parquet files", path("none"))
                .reads("--target", "Parquet files", path("sets/a"))
                .writes("--output", path("sets/b"), Marks.SET)
                .writes("--model", path("file/model"), Marks.MODEL)
                .keeps("--checkpoints", path("sets/a/kept"));
        assertThatThrownBy(plan::check)
                .hasMessageContaining("found nothing there")
                .hasMessageContaining("Expected no output yet at '" + path("sets/b"))
                .hasMessageContaining("file'")
                .hasMessageContaining("found --checkpoints")
                .hasMessageContaining("with --target '" + path("sets/a"));
    }

    @ParameterizedTest
    @CsvSource({
        "io.github.lrmfspark.ml.LrmfAlignerModel, true",
        "org.apache.spark.ml.clustering.KMeansModel, false",
    })
    void onlyAModelOfTheJobIsReplacedByOne(String type, boolean replaced) throws IOException {
        Files.createDirectories(folder.resolve("model/metadata"));
        Files.writeString(folder.resolve("model/metadata/part-00000"), "{\"class\":\"" + type + "\"}\n");
        set("model/data");
        RunPlan plan = plan(SaveMode.Overwrite).writes("--model", path("model"), Marks.MODEL);
        if (replaced) {
            assertThatCode(plan::check).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(plan::check).hasMessageContaining("names no model of the job");
        }
        RunPlan set = plan(SaveMode.Overwrite).writes("--output", path("model"), Marks.SET);
        assertThatThrownBy(set::check).hasMessageContaining("model/data");
        RunPlan model = plan(SaveMode.Overwrite).writes("--model", path("sets/a"), Marks.MODEL);
        assertThatThrownBy(model::check).hasMessageContaining("names no model of the job");
    }
}
