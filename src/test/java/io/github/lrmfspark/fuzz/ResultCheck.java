package io.github.lrmfspark.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/** What a command that says it is done has to have written. */
final class ResultCheck {
    private ResultCheck() {}

    /**
     * Looks at the outputs of a line.
     *
     * @param kept the room as it was before
     */
    static List<Fault> of(Line line, Path room, Path kept) {
        List<Fault> faults = new ArrayList<>();
        for (String option : List.of("--output", "--model", "--report")) {
            List<Path> places = option.equals("--report") && line.has("--report")
                    ? line.values("--report").stream()
                            .map(Line::path)
                            .flatMap(Stream::ofNullable)
                            .toList()
                    : line.places(option);
            if (!places.isEmpty()
                    && !isPartial(line)
                    && isMissing(places.get(places.size() - 1))
                    && isWritten(line, option)) {
                faults.add(new Fault("done and not there", option + " " + places));
            }
        }
        if (List.of("align", "transform").contains(line.command())
                && !line.values("--output").isEmpty()
                && !line.values("--source").isEmpty()) {
            faults.addAll(ofRows(line, room, kept));
        }
        return faults;
    }

    private static boolean isPartial(Line line) {
        return line.has("--partition");
    }

    private static boolean isWritten(Line line, String option) {
        return !option.equals("--report") || !List.of("transform", "generate").contains(line.command());
    }

    private static boolean isMissing(Path place) {
        return !Files.exists(place);
    }

    private static List<Fault> ofRows(Line line, Path room, Path kept) {
        List<Fault> faults = new ArrayList<>();
        Path output = Line.path(last(line.values("--output")));
        String source = last(line.values("--source")).replace(room.toString(), kept.toString());
        if (output == null || !Files.isDirectory(output)) {
            return List.of(new Fault("done and not there", String.valueOf(output)));
        }
        List<ParquetRows.Row> written = ParquetRows.of(output);
        List<String> expected = ids(read(source, line.values("--partition")));
        List<String> found = ids(line.has("--partition") ? within(written, line.values("--partition")) : written);
        if (!expected.equals(found)) {
            faults.add(new Fault("rows lost or added", expected.size() + " became " + found.size() + ": " + found));
        }
        if (written.stream()
                .anyMatch(row -> row.value("embedding").contains("NaN")
                        || row.value("embedding").contains("Infinity"))) {
            faults.add(new Fault("not a number", ""));
        }
        return faults;
    }

    private static List<String> ids(List<ParquetRows.Row> rows) {
        return rows.stream().map(row -> row.value("id")).sorted().toList();
    }

    private static String last(List<String> values) {
        return values.get(values.size() - 1);
    }

    private static List<ParquetRows.Row> within(List<ParquetRows.Row> rows, List<String> partitions) {
        return rows.stream()
                .filter(row -> partitions.stream().allMatch(partition -> {
                    String[] parts = partition.split("=", 2);
                    return parts.length == 2
                            && row.partition().getOrDefault(parts[0], "").equals(parts[1]);
                }))
                .toList();
    }

    private static List<ParquetRows.Row> read(String source, List<String> partitions) {
        List<ParquetRows.Row> rows = found(source).stream()
                .flatMap(root -> ParquetRows.of(root).stream())
                .toList();
        return partitions.isEmpty() ? rows : within(rows, partitions);
    }

    /** What a word stands for as a path or a pattern of local files; nothing where it is neither. */
    static List<Path> found(String word) {
        try {
            org.apache.hadoop.fs.Path pattern =
                    new org.apache.hadoop.fs.Path(word.replaceFirst("^(?i:file):", "file:"));
            FileStatus[] roots = FileSystem.getLocal(new Configuration()).globStatus(pattern);
            return Stream.of(roots == null ? new FileStatus[0] : roots)
                    .map(root -> Path.of(root.getPath().toUri().getPath()))
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }
}
