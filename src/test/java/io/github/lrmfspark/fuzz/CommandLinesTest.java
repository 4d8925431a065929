package io.github.lrmfspark.fuzz;

import io.github.lrmfspark.SparkTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands on the command line, the job does it, or says in plain words why not and has changed nothing. */
@SparkTest
class CommandLinesTest {
    private static final Path OUTSIDE = Path.of("/source");
    private static final String SECRET = "s3cr3t";
    private static final List<String> OUTPUTS =
            List.of("--output", "--model", "--report", "--checkpoints", "--private-models");

    @TempDir
    static Path shared;

    private static Path room = Path.of("");
    private static Tree whole = new Tree(Map.of());

    @BeforeAll
    static void fill(SparkSession spark) throws IOException {
        Fixture fixture = Fixture.shared();
        room = shared.resolve("house/room");
        Room.fill(room, spark, fixture);
        Tree.replace(shared.resolve("kept"), shared.resolve("house"));
        whole = Tree.of(shared.resolve("house"));
    }

    static IntStream some() {
        return Seeds.below(24);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("some")
    void someAreDoneOrRefused(int seed) {
        isDoneOrRefused(seed);
    }

    static IntStream all() {
        return Seeds.below(300);
    }

    @Tag("fuzz")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("all")
    void allAreDoneOrRefused(int seed) {
        isDoneOrRefused(seed);
    }

    private static void isDoneOrRefused(int seed) {
        Line line = CommandLines.of(seed, room);
        Set<String> here = here();
        Outcome outcome = Outcome.of(TinyJobs.LIMIT, line.words());
        List<Fault> faults = new ArrayList<>(outcome.faults());
        Tree after = Tree.of(shared.resolve("house"));
        Set<Path> changed = after.differences(whole);
        faults.addAll(outcome.isDone() ? ofChanges(line, changed) : ofNoChange(outcome, changed));
        if (line.good() && !outcome.isDone()) {
            faults.add(new Fault("refused what is good", outcome.firstLine()));
        }
        if (outcome.isDone() && !isHelp(line)) {
            faults.addAll(ResultCheck.of(line, room, shared.resolve("kept/room")));
        }
        if ((outcome.err() + outcome.out()).contains(SECRET)) {
            faults.add(new Fault("secret told", outcome.firstLine()));
        }
        faults.addAll(ofOutside(here));
        if (!changed.isEmpty()) {
            Tree.replace(shared.resolve("house"), shared.resolve("kept"));
        }
        Fault.requireNone("COMMAND LINE seed " + seed, outcome, faults);
    }

    private static boolean isHelp(Line line) {
        return Stream.of("--help", "-h", "--version").anyMatch(line.words()::contains);
    }

    private static List<Fault> ofNoChange(Outcome outcome, Set<Path> changed) {
        return changed.isEmpty()
                ? List.of()
                : List.of(new Fault(
                        changed.stream().anyMatch(whole::has)
                                ? "changed though it ended with " + outcome.code()
                                : "left behind with " + outcome.code(),
                        changed.toString()));
    }

    /** Of what was there only old outputs of the same kind may change, no inputs, and new things are where the line says. */
    private static List<Fault> ofChanges(Line line, Set<Path> changed) {
        Set<Path> mayChange = new TreeSet<>();
        Set<Path> mayAppear = new TreeSet<>();
        List<Path> inputs = inputs(line);
        for (String option : OUTPUTS) {
            for (Path place : line.places(option)) {
                Path at = real(place);
                mayAppear.add(at);
                boolean apart = inputs.stream().noneMatch(input -> at.startsWith(input) || input.startsWith(at));
                if (apart && isOld(option, real(shared.resolve("house")).relativize(at), line)) {
                    mayChange.add(at);
                }
            }
        }
        List<Fault> faults = new ArrayList<>();
        for (Path path : changed) {
            Path at = real(shared.resolve("house")).resolve(path);
            if (whole.has(path) && mayChange.stream().noneMatch(at::startsWith)) {
                faults.add(new Fault("lost or changed", path.toString()));
            } else if (!whole.has(path)
                    && mayAppear.stream().noneMatch(place -> at.startsWith(place) || place.startsWith(at))) {
                faults.add(new Fault("written elsewhere", path.toString()));
            }
        }
        return faults.size() > 3 ? faults.subList(0, 3) : faults;
    }

    /** Whether there was something of the same kind that the line may replace: a set or a model by their marks, reports and checkpoints by their names. */
    private static boolean isOld(String option, Path place, Line line) {
        boolean overwrites = line.values("--mode").stream().anyMatch("overwrite"::equalsIgnoreCase);
        return switch (option) {
            case "--output" -> overwrites && isMarked(place);
            case "--model" -> overwrites && isMarked(place.resolve("data"));
            case "--report" -> overwrites && whole.has(place.resolve("report.json"));
            default -> option.equals("--checkpoints") && place.endsWith("models/checkpoints");
        };
    }

    /** With {@code --partition} a part of a set is replaced, whose mark is the set's. */
    private static boolean isMarked(Path place) {
        return Stream.iterate(place, at -> at != null && at.getNameCount() > 1, Path::getParent)
                .anyMatch(at -> whole.has(at.resolve("_SUCCESS")));
    }

    private static List<Path> inputs(Line line) {
        return Stream.of("--source", "--target", "--aligned", line.command().equals("transform") ? "--model" : "")
                .flatMap(option -> line.values(option).stream())
                .flatMap(word ->
                        ResultCheck.found(word.replace(
                                        room.toString(),
                                        shared.resolve("kept/room").toString()))
                                .stream())
                .map(path -> real(shared.resolve("house"))
                        .resolve(real(shared.resolve("kept")).relativize(real(path)))
                        .normalize())
                .toList();
    }

    /** A path without links, also where its end is not there. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            return parent == null ? path : real(parent).resolve(path.getFileName());
        }
    }

    private static Set<String> here() {
        String[] names = new File(".").list();
        return names == null ? Set.of() : new TreeSet<>(List.of(names));
    }

    private static List<Fault> ofOutside(Set<String> before) {
        List<Fault> faults = new ArrayList<>();
        Set<String> added = new TreeSet<>(here());
        added.removeAll(before);
        added.forEach(name -> {
            faults.add(new Fault("written here", name));
            FileUtils.deleteQuietly(new File(name));
        });
        for (Path root : List.of(OUTSIDE, Path.of("/target"))) {
            if (Files.exists(root)) {
                faults.add(new Fault("written at the root", root.toString()));
                FileUtils.deleteQuietly(root.toFile());
            }
        }
        return faults;
    }
}
