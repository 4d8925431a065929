package io.github.lrmfspark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged model, checkpoint or private model gives what the whole one gives, bit for bit, or is refused. */
@SparkTest
class DamagedFilesTest {
    private static final List<String> TRAINING = List.of(
            "training.steps=60",
            "training.affine-steps=20",
            "training.averaging-frequency=2",
            "checkpoint.every-rounds=1",
            "checkpoint.keep=4");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Fixture fixture;
    private static Map<String, String> vectors;

    @BeforeAll
    static void mapByTheWholeModel(SparkSession spark) {
        fixture = Fixture.shared();
        TinyJobs.done(transform(fixture.model(), shared.resolve("mapped")).toArray(String[]::new));
        vectors = vectors(shared.resolve("mapped"));
        TinyJobs.train(fixture.sets(), shared.resolve("other-model"), "--set", "training.seed=2");
    }

    static IntStream some() {
        return Seeds.below(6);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("some")
    void someModelsMapAsWholeOnesOrAreRefused(int seed) {
        mapsAsTheWholeModelOrIsRefused(seed);
    }

    static IntStream models() {
        return Seeds.below(240);
    }

    @Tag("fuzz")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("models")
    void allModelsMapAsWholeOnesOrAreRefused(int seed) {
        mapsAsTheWholeModelOrIsRefused(seed);
    }

    private void mapsAsTheWholeModelOrIsRefused(int seed) {
        Path model = folder.resolve("model");
        Tree.replace(model, fixture.model());
        String damage = Damage.by(Seeds.random(seed), model, shared.resolve("other-model"));
        Tree before = Tree.of(folder);
        Outcome outcome = Outcome.of(TinyJobs.LIMIT, transform(model, folder.resolve("mapped")));
        List<Fault> faults = new ArrayList<>(outcome.faults());
        if (outcome.isDone() && !vectors(folder.resolve("mapped")).equals(vectors)) {
            faults.add(new Fault("wrong vectors", damage));
        }
        if (outcome.isRefused() && !Tree.of(folder).equals(before)) {
            faults.add(
                    new Fault("left behind", Tree.of(folder).differences(before).toString()));
        }
        Fault.requireNone("MODEL seed " + seed + ": " + damage, outcome, faults);
    }

    private static List<String> transform(Path model, Path output) {
        return List.of(
                "transform",
                "--model",
                model.toString(),
                "--source",
                fixture.source().toString(),
                "--output",
                output.toString());
    }

    private static Map<String, String> vectors(Path set) {
        Map<String, String> vectors = new TreeMap<>();
        ParquetRows.of(set).forEach(row -> vectors.put(row.value("id"), row.value("embedding")));
        return vectors;
    }

    static IntStream privates() {
        return Seeds.below(30);
    }

    @Tag("fuzz")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("privates")
    void privateModelsGiveTheSameBoundOrAreRefused(int seed) throws IOException {
        Path kept = keptPrivateModels();
        JsonNode whole = bound(shared.resolve("bounded"));
        Path directory = folder.resolve("private");
        Tree.replace(directory, kept);
        String damage = Damage.by(Seeds.random(seed), directory, kept);
        Outcome outcome = Outcome.of(
                TinyJobs.LIMIT,
                training(
                        "--private-models",
                        directory.toString(),
                        "--set",
                        "bound.enabled=true",
                        "--set",
                        "bound.folds=2"));
        List<Fault> faults = new ArrayList<>(outcome.faults());
        if (outcome.isDone() && !bound(folder.resolve("model")).equals(whole)) {
            faults.add(new Fault("another bound", bound(folder.resolve("model")) + " and not " + whole));
        }
        Fault.requireNone("PRIVATE seed " + seed + ": " + damage, outcome, faults);
    }

    private static Path keptPrivateModels() {
        Path kept = shared.resolve("private");
        if (!Files.exists(kept)) {
            TinyJobs.train(
                    fixture.sets(),
                    shared.resolve("bounded"),
                    "--private-models",
                    kept.toString(),
                    "--set",
                    "bound.enabled=true",
                    "--set",
                    "bound.folds=2");
        }
        return kept;
    }

    private static JsonNode bound(Path model) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(Path.of(model + "-report", "report.json")))
                .get("bound");
    }

    private List<String> training(String... more) {
        return TinyJobs.quick(Stream.concat(
                        Stream.of(
                                "train",
                                "--source",
                                fixture.source().toString(),
                                "--target",
                                fixture.sets().resolve("target").toString(),
                                "--model",
                                folder.resolve("model").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    static IntStream checkpoints() {
        return Seeds.below(30);
    }

    @Tag("fuzz")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("checkpoints")
    void checkpointsGiveTheSameModelOrAreRefused(int seed) throws IOException {
        Path kept = keptCheckpoints();
        Path directory = folder.resolve("checkpoints");
        Tree.replace(directory, kept);
        String damage = Damage.by(Seeds.random(seed), directory, kept);
        Outcome outcome = Outcome.of(TinyJobs.LIMIT, resumable(directory));
        List<Fault> faults = new ArrayList<>(outcome.faults());
        if (outcome.isDone()
                && !Arrays.equals(parameters(folder.resolve("model")), parameters(shared.resolve("undisturbed")))) {
            faults.add(new Fault("another model", damage));
        }
        Fault.requireNone("CHECKPOINT seed " + seed + ": " + damage, outcome, faults);
    }

    private List<String> resumable(Path checkpoints) {
        List<String> words = new ArrayList<>(List.of("--resume", "--checkpoints", checkpoints.toString()));
        TRAINING.forEach(setting -> words.addAll(List.of("--set", setting)));
        return training(words.toArray(String[]::new));
    }

    private static float[] parameters(Path model) {
        return LrmfAlignerModel.load(model.toString()).parameters();
    }

    /** Checkpoints of a training under way, copied while it went on. */
    private Path keptCheckpoints() throws IOException {
        Path kept = shared.resolve("checkpoints");
        if (Files.exists(kept)) {
            return kept;
        }
        Path live = folder.resolve("live");
        Thread copying = new Thread(() -> copyFirst(live, kept));
        copying.setDaemon(true);
        copying.start();
        Outcome outcome = Outcome.of(TinyJobs.LIMIT, resumable(live));
        assertThat(outcome.isDone()).as(outcome.toString()).isTrue();
        assertThat(kept).isNotEmptyDirectory();
        Files.move(folder.resolve("model"), shared.resolve("undisturbed"));
        Files.move(folder.resolve("model-report"), shared.resolve("undisturbed-report"));
        return kept;
    }

    private static void copyFirst(Path live, Path kept) {
        try {
            while (copied(live, kept) < 5) {
                Thread.sleep(2);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long copied(Path live, Path kept) throws IOException {
        Files.createDirectories(kept);
        try (Stream<Path> files = Files.exists(live) ? Files.list(live) : Stream.of()) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".checkpoint") && !Files.exists(kept.resolve(name))) {
                    Files.copy(file, kept.resolve(name));
                }
            }
        } catch (NoSuchFileException e) {
            // removed meanwhile, as old ones are
        }
        try (Stream<Path> files = Files.list(kept)) {
            return files.count();
        }
    }
}
