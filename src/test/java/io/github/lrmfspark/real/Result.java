package io.github.lrmfspark.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One map of one set, scored: a line of the table.
 *
 * @param set its name
 * @param draw which rows
 * @param map the name of the rival, or of the job with its settings
 * @param seed of the map; 0 for one that draws nothing
 * @param pairs known pairs that the map was given
 * @param scores those that could be told
 * @param seconds until the source was mapped
 * @param megabytes at most; NaN where it was not measured
 * @param verdict of the job; empty for a rival
 * @param commit of the code
 */
record Result(
        String set,
        String draw,
        String map,
        long seed,
        int pairs,
        Map<Score, Double> scores,
        double seconds,
        double megabytes,
        String verdict,
        String commit) {
    private static final String SEPARATOR = ",";
    private static final List<String> BEFORE = List.of("set", "draw", "map", "seed", "pairs");
    private static final List<String> AFTER = List.of("seconds", "megabytes", "verdict", "commit");

    /** The first line of a table. */
    static String header() {
        return joined(Stream.of(BEFORE.stream(), Arrays.stream(Score.values()).map(Score::label), AFTER.stream())
                .flatMap(names -> names));
    }

    /** Whether the other is of the same map of the same rows, by the same seed. */
    boolean replaces(Result other) {
        return set.equals(other.set) && draw.equals(other.draw) && map.equals(other.map) && seed == other.seed;
    }

    /** What this has in the table, to the digits that are kept. */
    String line() {
        List<String> cells = new ArrayList<>(List.of(set, draw, map, "" + seed, "" + pairs));
        for (Score score : Score.values()) {
            cells.add(text("%.4f", scores.getOrDefault(score, Double.NaN)));
        }
        cells.addAll(List.of(text("%.2f", seconds), text("%.0f", megabytes), verdict, commit));
        return joined(cells.stream());
    }

    /** What a line of a table says. */
    static Result of(String line) {
        List<String> cells = List.of(line.split(SEPARATOR, -1));
        int columns = BEFORE.size() + Score.values().length + AFTER.size();
        if (cells.size() != columns) {
            throw new IllegalArgumentException("Expected " + columns + " cells; found " + cells.size() + ": " + line);
        }
        Iterator<String> next = cells.iterator();
        return new Result(
                next.next(),
                next.next(),
                next.next(),
                Long.parseLong(next.next()),
                Integer.parseInt(next.next()),
                scores(next),
                number(next.next()),
                number(next.next()),
                next.next(),
                next.next());
    }

    private static Map<Score, Double> scores(Iterator<String> cells) {
        Map<Score, Double> scores = new EnumMap<>(Score.class);
        for (Score score : Score.values()) {
            double value = number(cells.next());
            if (!Double.isNaN(value)) {
                scores.put(score, value);
            }
        }
        return scores;
    }

    private static String text(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    private static String joined(Stream<String> cells) {
        return String.join(SEPARATOR, cells.toList());
    }
}
