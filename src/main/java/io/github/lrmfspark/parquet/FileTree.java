package io.github.lrmfspark.parquet;

import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * The data files of a set, as they lie there: a file, a directory, or all that a pattern matches.
 *
 * @param base the directory below which directories {@code NAME=VALUE} are partitions
 * @param roots what was named: a file or a directory, or all that a pattern matches
 * @param leaves the data files in the order of their paths
 */
record FileTree(Path base, List<Path> roots, List<Leaf> leaves) {
    private static final int SHOWN = 10;

    /**
     * A data file.
     *
     * @param bytes its length
     * @param partition its directories {@code NAME=VALUE} below the base, as one relative path; empty where there are none
     */
    record Leaf(String path, long bytes, String partition) implements Serializable {
        private List<String> directories() {
            return partition.isEmpty() ? List.of() : List.of(partition.split(Path.SEPARATOR));
        }

        List<String> columns() {
            return directories().stream().map(Leaf::column).toList();
        }

        private String below(int levels) {
            return directories().stream().skip(levels).collect(Collectors.joining(Path.SEPARATOR));
        }

        private static String column(String directory) {
            return ExternalCatalogUtils.unescapePathName(StringUtils.substringBefore(directory, "="));
        }

        private static String value(String directory) {
            return ExternalCatalogUtils.unescapePathName(StringUtils.substringAfter(directory, "="));
        }
    }

    /**
     * Looks at a set.
     *
     * @param path of a file or a directory, or, where there is none, a pattern
     * @throws InvalidInputException if nothing is there, and that lists every fault of what is
     */
    static FileTree at(FileSystem files, Path path) throws IOException {
        boolean named = files.exists(path);
        List<FileStatus> roots = named ? List.of(files.getFileStatus(path)) : matched(files, path);
        if (roots.isEmpty()) {
            throw new InvalidInputException("Expected Parquet files at '" + path + "'; found nothing there");
        }
        Path fixed = named ? directory(roots.get(0)) : files.makeQualified(withoutPattern(path));
        FileWalk walk = new FileWalk(files);
        for (FileStatus root : roots) {
            walk.add(root, base(root, fixed));
        }
        return new FileTree(
                base(roots.get(0), fixed),
                roots.stream().map(FileStatus::getPath).toList(),
                walk.leaves());
    }

    private static List<FileStatus> matched(FileSystem files, Path pattern) {
        try {
            return Arrays.stream(Objects.requireNonNullElse(files.globStatus(pattern), new FileStatus[0]))
                    .filter(root -> !FileWalk.isHidden(root.getPath().getName()))
                    .sorted(Comparator.comparing(FileStatus::getPath))
                    .toList();
        } catch (IOException e) {
            throw new InvalidInputException(
                    "Expected a path or a pattern of paths; found '" + pattern + "': " + e.getMessage(), e);
        }
    }

    /** The deepest directory of a pattern that is no pattern itself. */
    private static Path withoutPattern(Path pattern) {
        List<Path> upwards =
                Stream.iterate(pattern, Objects::nonNull, Path::getParent).toList();
        Path fixed = new Path(Path.CUR_DIR);
        for (int i = upwards.size() - 1; i >= 0 && !isPattern(upwards.get(i).getName()); i--) {
            fixed = upwards.get(i);
        }
        return fixed;
    }

    private static boolean isPattern(String name) {
        return StringUtils.containsAny(name, "*?[]{}\\");
    }

    static Path directory(FileStatus root) {
        return root.isDirectory() ? root.getPath() : root.getPath().getParent();
    }

    /** The directory of a root without the partitions at its end, as far as these are not named in so many words. */
    private static Path base(FileStatus root, Path fixed) {
        Path base = directory(root);
        while (FileWalk.isPartition(base.getName()) && !base.equals(fixed) && base.getParent() != null) {
            base = base.getParent();
        }
        return base;
    }

    /** The columns by which directories partition the set, the outermost first. */
    List<String> partitionColumns() {
        return leaves.isEmpty() ? List.of() : leaves.get(0).columns();
    }

    /**
     * What lies in one of its partitions.
     *
     * @param values by partition column, from the outermost on
     * @throws InvalidInputException if there is no such partition
     */
    FileTree partition(Map<String, String> values) {
        List<String> given = List.copyOf(values.keySet());
        if (!partitionColumns().stream().limit(given.size()).toList().equals(given)) {
            throw new InvalidInputException("Expected --partition for the columns that the source is partitioned by,"
                    + " from the outermost on: " + partitionColumns() + "; found " + given);
        }
        Map<String, List<Leaf>> partitions = leaves.stream()
                .collect(Collectors.groupingBy(
                        leaf -> StringUtils.join(leaf.directories().subList(0, given.size()), Path.SEPARATOR)));
        List<String> chosen = partitions.keySet().stream()
                .filter(name -> Arrays.stream(name.split(Path.SEPARATOR))
                        .allMatch(directory -> Leaf.value(directory).equals(values.get(Leaf.column(directory)))))
                .toList();
        if (chosen.size() != 1) {
            throw new InvalidInputException("Expected one partition " + values + " in the source; found "
                    + shown(chosen.isEmpty() ? partitions.keySet().stream() : chosen.stream()));
        }
        Path inside = new Path(base, new Path(null, null, chosen.get(0))); // a colon in it is no scheme
        return new FileTree(
                inside,
                roots.stream()
                        .map(root -> isWithin(root, inside) ? root : inside)
                        .distinct()
                        .toList(),
                partitions.getOrDefault(chosen.get(0), List.of()).stream()
                        .map(leaf -> new Leaf(leaf.path, leaf.bytes, leaf.below(given.size())))
                        .toList());
    }

    /** The same with some of the files only. */
    FileTree only(Set<String> paths) {
        return new FileTree(
                base,
                roots,
                leaves.stream().filter(leaf -> paths.contains(leaf.path)).toList());
    }

    private static boolean isWithin(Path path, Path directory) {
        return path.equals(directory) || path.toString().startsWith(directory + Path.SEPARATOR);
    }

    private static String shown(Stream<String> partitions) {
        List<String> sorted = partitions.sorted().toList();
        return sorted.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (sorted.size() > SHOWN ? ", …" : "");
    }
}
