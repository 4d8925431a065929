package io.github.lrmfspark.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;

/** The table of all results, as it is kept in CSV, in the order of sets, and within one in that of their first runs. Immutable. */
record Results(List<Result> rows) {
    Results {
        rows = List.copyOf(rows);
    }

    /**
     * A figure of several seeds.
     *
     * @param median without units, or in those of the figure
     */
    record Spread(double median, double low, double high) {}

    /** Reads a table; one that is not there has no rows. */
    static Results read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Results(List.of());
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(Result.header())) {
            throw new IOException("Expected '" + Result.header() + "' as the first line of '" + file + "'; found "
                    + lines.stream().limit(1).toList());
        }
        return new Results(lines.stream().skip(1).map(Result::of).toList());
    }

    /** Writes the table. */
    void write(Path file) throws IOException {
        Files.write(
                file,
                Stream.concat(Stream.of(Result.header()), rows.stream().map(Result::line))
                        .toList());
    }

    /** This table with a result more, in place of the one that it replaces. */
    Results with(Result result) {
        List<Result> changed = new ArrayList<>(rows);
        int at = 0;
        while (at < changed.size() && !result.replaces(changed.get(at))) {
            at++;
        }
        if (at < changed.size()) {
            changed.set(at, result);
        } else {
            changed.add(result);
        }
        changed.sort(Comparator.comparingInt((Result row) -> RealSets.names().indexOf(row.set()))
                .thenComparing(Result::draw));
        return new Results(changed);
    }

    /** The rows of each set and draw, in their order. */
    List<List<Result>> bySet() {
        return grouped(rows, row -> row.set() + " " + row.draw());
    }

    /** The seeds of each map among the rows of a set; maps that were given pairs come last, the job before its rivals. */
    static List<List<Result>> byMap(List<Result> ofSet) {
        Comparator<List<Result>> order =
                Comparator.comparing(seeds -> seeds.get(0).pairs() > 0);
        return grouped(ofSet, Result::map).stream()
                .sorted(order.thenComparing(seeds -> seeds.get(0).verdict().isEmpty()))
                .toList();
    }

    private static List<List<Result>> grouped(List<Result> rows, Function<Result, String> key) {
        Map<String, List<Result>> groups =
                rows.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
        return List.copyOf(groups.values());
    }

    /** A figure of the seeds of one map; NaN where none has it. */
    static Spread spread(List<Result> seeds, ToDoubleFunction<Result> figure) {
        double[] values = seeds.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return new Spread(StatUtils.percentile(values, 50), StatUtils.min(values), StatUtils.max(values));
    }

    /** A score of the seeds of one map. */
    static Spread spread(List<Result> seeds, Score score) {
        return spread(seeds, row -> row.scores().getOrDefault(score, Double.NaN));
    }
}
