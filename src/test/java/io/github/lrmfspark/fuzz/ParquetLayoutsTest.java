package io.github.lrmfspark.fuzz;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A set is mapped with every row, every column, type and value as it lies there, or it is refused by name and reason. */
@SparkTest
class ParquetLayoutsTest {
    private static final String VECTORS = "embedding";
    private static final double ROUNDING = 1e-5;
    private static final int EVERY = 17;

    private static String model = "";

    @TempDir
    Path folder;

    @BeforeAll
    static void train(SparkSession spark) {
        model = Fixture.shared().model().toString();
    }

    static List<Layout> some() {
        List<Layout> all = Layouts.all();
        return Seeds.below(all.size())
                .filter(i -> i % EVERY == 0 || all.get(i).name().endsWith("-plain"))
                .mapToObj(all::get)
                .toList();
    }

    static List<Layout> all() {
        List<Layout> all = Layouts.all();
        return Seeds.below(all.size()).mapToObj(all::get).toList();
    }

    @ParameterizedTest
    @MethodSource("some")
    void someAreMappedAsTheyLieThereOrRefused(Layout layout) throws IOException {
        isMappedAsItLiesThereOrRefused(layout);
    }

    @Tag("fuzz")
    @ParameterizedTest
    @MethodSource("all")
    void allAreMappedAsTheyLieThereOrRefused(Layout layout) throws IOException {
        isMappedAsItLiesThereOrRefused(layout);
    }

    private void isMappedAsItLiesThereOrRefused(Layout layout) throws IOException {
        Path set = Files.createDirectory(folder.resolve("set"));
        layout.writing().into(set);
        Tree before = Tree.of(folder);
        String source = layout.source().isEmpty() ? set.toString() : set + "/" + layout.source();
        Outcome outcome = Outcome.of(
                TinyJobs.LIMIT,
                List.of(
                        "transform",
                        "--model",
                        model,
                        "--source",
                        source,
                        "--output",
                        folder.resolve("mapped").toString()));
        List<Fault> faults = new ArrayList<>(outcome.faults());
        if (outcome.isRefused()) {
            faults.addAll(ofRefusal(layout, outcome, set));
        }
        if (outcome.isDone()) {
            faults.addAll(ofResult(layout, source, set));
        }
        faults.addAll(ofPlaces(before, outcome));
        Fault.requireNone(
                "LAYOUT " + Layouts.all().stream().map(Layout::name).toList().indexOf(layout.name()) + " " + layout,
                outcome,
                faults);
    }

    private static List<Fault> ofRefusal(Layout layout, Outcome outcome, Path set) {
        List<Fault> faults = new ArrayList<>();
        if (layout.may() == Layout.May.BE_READ) {
            faults.add(new Fault("refused what can be read", outcome.firstLine()));
        }
        List<String> names = layout.names().isEmpty() ? namesIn(set) : layout.names();
        String first = outcome.firstLine().replace(set.toString(), "SET");
        if (names.stream().noneMatch(first::contains)) {
            faults.add(new Fault("no name in the reason", first + " has none of " + names));
        }
        return faults;
    }

    private static List<String> namesIn(Path set) {
        List<String> names = new ArrayList<>();
        for (Path file : ParquetRows.files(set)) {
            names.add(file.getFileName().toString());
            names.addAll(ParquetRows.columns(file));
        }
        return names;
    }

    private List<Fault> ofPlaces(Tree before, Outcome outcome) {
        return Tree.of(folder).differences(before).stream()
                .filter(path -> outcome.isRefused() || !path.startsWith("mapped"))
                .map(path -> new Fault(before.has(path) ? "input changed" : "left behind", path.toString()))
                .toList();
    }

    private List<Fault> ofResult(Layout layout, String source, Path set) throws IOException {
        List<Fault> faults = new ArrayList<>();
        if (layout.may() == Layout.May.BE_REFUSED) {
            faults.add(new Fault("read what cannot be right", ""));
            return faults;
        }
        Map<String, List<ParquetRows.Row>> expected = byId(expected(source, set));
        Map<String, List<ParquetRows.Row>> found = byId(ParquetRows.of(folder.resolve("mapped")));
        if (!counts(expected).equals(counts(found))) {
            faults.add(new Fault("rows lost or added", counts(expected) + " became " + counts(found)));
            return faults;
        }
        TreeSet<Fault> ofRows = new TreeSet<>(Comparator.comparing(Fault::kind));
        LrmfAlignerModel map = LrmfAlignerModel.load(model);
        expected.forEach((id, rows) -> {
            for (int i = 0; i < rows.size(); i++) {
                ofRows.addAll(
                        ofRow(id, rows.get(i), found.getOrDefault(id, List.of()).get(i), map));
            }
        });
        faults.addAll(ofRows);
        return faults;
    }

    /** The rows that a source stands for. A pattern stands for a part of a set, whose partitions its rows keep; a directory is a set. */
    private static List<ParquetRows.Row> expected(String source, Path set) throws IOException {
        List<ParquetRows.Row> rows = new ArrayList<>();
        FileStatus[] roots = FileSystem.getLocal(new Configuration()).globStatus(new org.apache.hadoop.fs.Path(source));
        for (FileStatus root : roots) {
            Path path = Path.of(root.getPath().toUri().getPath());
            Map<String, String> above = source.contains("*")
                    ? ParquetRows.partition(set.relativize(path).resolve("a file"))
                    : Map.of();
            for (ParquetRows.Row row : ParquetRows.of(path)) {
                Map<String, String> partition = new TreeMap<>(above);
                partition.putAll(row.partition());
                rows.add(new ParquetRows.Row(partition, row.types(), row.values()));
            }
        }
        return rows;
    }

    private static Map<String, List<ParquetRows.Row>> byId(List<ParquetRows.Row> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(row -> row.partition() + " " + new TreeMap<>(row.values())))
                .collect(Collectors.groupingBy(row -> row.value("id"), TreeMap::new, Collectors.toList()));
    }

    private static Map<String, Integer> counts(Map<String, List<ParquetRows.Row>> rows) {
        return rows.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().size(), (a, b) -> a, TreeMap::new));
    }

    private static List<Fault> ofRow(
            String id, ParquetRows.Row source, ParquetRows.Row mapped, LrmfAlignerModel model) {
        List<Fault> faults = new ArrayList<>();
        Stream.concat(source.types().keySet().stream(), mapped.types().keySet().stream())
                .filter(column -> !column.equals(VECTORS))
                .distinct()
                .forEach(column -> faults.addAll(ofColumn(id, column, source, mapped)));
        source.partition().forEach((column, value) -> {
            if (!mapped.partition()
                    .getOrDefault(column, words(mapped.value(column)))
                    .equals(value)) {
                faults.add(new Fault(
                        "partition lost",
                        "row " + id + " of " + column + "=" + value + " is in " + mapped.partition()));
            }
        });
        mapped.partition().keySet().stream()
                .filter(column -> !source.partition().containsKey(column)
                        && !source.values().containsKey(column))
                .forEach(column -> faults.add(new Fault("partition added", column)));
        if (!isNear(expected(source, model), ParquetRows.vector(mapped, VECTORS))) {
            faults.add(new Fault(
                    "wrong vector", "row " + id + " of " + source.value(VECTORS) + " has " + mapped.value(VECTORS)));
        }
        return faults;
    }

    private static String words(String hex) {
        return hex.matches("([0-9a-f]{2})+")
                ? new String(java.util.HexFormat.of().parseHex(hex), java.nio.charset.StandardCharsets.UTF_8)
                : hex;
    }

    private static List<Fault> ofColumn(String id, String column, ParquetRows.Row source, ParquetRows.Row mapped) {
        List<Fault> faults = new ArrayList<>();
        if (!source.value(column).equals(mapped.value(column))) {
            boolean lost =
                    !mapped.types().containsKey(column) && !mapped.partition().containsKey(column);
            faults.add(new Fault(
                    lost ? "column lost" : "value changed",
                    column + " of row " + id + ": " + source.value(column) + " became " + mapped.value(column)));
        }
        String before = source.types().getOrDefault(column, "");
        String after = mapped.types().getOrDefault(column, "");
        if (!before.isEmpty() && !after.isEmpty() && !before.equals(after)) {
            boolean nullable = before.replace("required", "optional").equals(after);
            faults.add(new Fault(nullable ? "column became optional" : "type changed", before + " became " + after));
        }
        return faults;
    }

    private static double[] expected(ParquetRows.Row source, LrmfAlignerModel model) {
        double[] vector = ParquetRows.vector(source, VECTORS);
        float[] floats = new float[vector.length];
        for (int j = 0; j < vector.length; j++) {
            floats[j] = (float) vector[j];
        }
        PackedRows image = model.map(PackedRows.of(floats.length, floats));
        for (int j = 0; j < vector.length; j++) {
            vector[j] = image.value(0, j);
        }
        return vector;
    }

    private static boolean isNear(double[] expected, double[] found) {
        boolean near = expected.length == found.length;
        for (int j = 0; near && j < expected.length; j++) {
            near = Math.abs(expected[j] - found[j]) <= ROUNDING * Math.max(1, Math.abs(expected[j]));
        }
        return near;
    }
}
