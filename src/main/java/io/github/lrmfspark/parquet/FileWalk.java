package io.github.lrmfspark.parquet;

import io.github.lrmfspark.storage.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Goes through the directories of a set and gathers its data files. As for Spark, names that begin with {@code _} or {@code .} are
 * no data, and directories {@code NAME=VALUE} are partitions. Whatever else Spark would pass over, or Hadoop cannot look at, is a
 * fault, for its rows would be missing.
 */
final class FileWalk {
    private static final String UNREADABLE = "\uFFFD";
    private static final String COPYING = "._COPYING_";

    private final FileSystem files;
    private final Map<String, FileTree.Leaf> leaves = new LinkedHashMap<>();
    private final Map<List<String>, Path> bases = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    FileWalk(FileSystem files) {
        this.files = files;
    }

    static boolean isPartition(String name) {
        return name.indexOf('=') > 0 && name.indexOf('=') < name.length() - 1;
    }

    static boolean isHidden(String name) {
        return (name.startsWith("_") && !name.contains("=")) || name.startsWith(".") || name.endsWith(COPYING);
    }

    /**
     * Adds what lies at a root.
     *
     * @param base the root's directory, or one above it between which and it are partitions only
     */
    void add(FileStatus root, Path base) throws IOException {
        Path directory = FileTree.directory(root);
        TableFormat.of(files, directory)
                .ifPresent(
                        format -> faults.add(
                                "Expected Parquet files whose rows all count; found a table of " + format
                                        + " at '" + directory
                                        + "', whose files hold rows that are not in it any more. Write the table's rows as a Parquet set"));
        String partition = base.toUri().relativize(directory.toUri()).getPath();
        if (root.isDirectory()) {
            addAll(directory, partition, base);
        } else {
            addLeaf(root, partition, base);
        }
    }

    private void addAll(Path directory, String partition, Path base) throws IOException {
        FileStatus[] children = files.listStatus(directory);
        Arrays.sort(children, Comparator.comparing(FileStatus::getPath));
        requireAllListed(directory, children);
        for (FileStatus child : children) {
            String name = child.getPath().getName();
            if (isHidden(name)) {
                requireNoData(child);
            } else if (child.isFile()) {
                addLeaf(child, partition, base);
            } else if (isPartition(name)) {
                addAll(child.getPath(), partition.isEmpty() ? name : partition + Path.SEPARATOR + name, base);
            } else if (holdsFiles(child.getPath())) {
                faults.add("Expected files, and directories NAME=VALUE, in '" + directory + "'; found the folder '"
                        + name
                        + "' with files in it. Name it alone, or all such folders by a pattern such as '" + directory
                        + "/*'");
            }
        }
    }

    private void addLeaf(FileStatus file, String partition, Path base) {
        FileTree.Leaf leaf = new FileTree.Leaf(file.getPath().toString(), file.getLen(), partition);
        leaves.put(leaf.path(), leaf);
        Path other = bases.putIfAbsent(leaf.columns(), base);
        if (other != null && !other.equals(base) && !partition.isEmpty()) {
            faults.add("Expected partitions " + leaf.columns() + " below one directory; found them below '" + other
                    + "' and '" + base + "'. Name one set at a time");
        }
    }

    private void requireNoData(FileStatus child) {
        String name = child.getPath().getName();
        if (child.isFile() && name.startsWith("_") && name.endsWith(".parquet")) {
            faults.add("Expected no data in files whose names begin with _, which Spark passes over; found '"
                    + child.getPath() + "'. Rename it, or move it elsewhere");
        }
    }

    private boolean holdsFiles(Path directory) throws IOException {
        for (FileStatus child : files.listStatus(directory)) {
            if (!isHidden(child.getPath().getName()) && (child.isFile() || holdsFiles(child.getPath()))) {
                return true;
            }
        }
        return false;
    }

    /** Hadoop leaves out of a local listing what it cannot look at: broken links, and names that this locale cannot tell. */
    private void requireAllListed(Path directory, FileStatus[] listed) {
        if (!"file".equals(directory.toUri().getScheme())) {
            return;
        }
        String[] names = Objects.requireNonNullElse(new File(directory.toUri().getPath()).list(), new String[0]);
        Set<String> found =
                Arrays.stream(listed).map(file -> file.getPath().getName()).collect(Collectors.toSet());
        Arrays.stream(names)
                .filter(name -> name.contains(UNREADABLE) || (!isHidden(name) && !found.contains(name)))
                .findFirst()
                .ifPresent(name -> faults.add(
                        name.contains(UNREADABLE)
                                ? "Expected names in '" + directory + "' that can be read in this locale; found '"
                                        + name + "'. Set LC_ALL=C.UTF-8, and use UTF-8 in names"
                                : "Expected files in '" + directory + "' that can be looked at; found '" + name
                                        + "', which leads nowhere. Restore what it leads to, or remove the link"));
    }

    /**
     * What was found.
     *
     * @throws InvalidInputException that lists every fault
     */
    List<FileTree.Leaf> leaves() {
        if (bases.size() > 1) {
            faults.add("Expected all files of a set in directories of the same partition columns; found "
                    + bases.keySet().stream()
                            .map(columns -> columns.isEmpty() ? "none" : columns.toString())
                            .collect(Collectors.joining(", and ")));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(
                    faults.stream().distinct().collect(Collectors.joining(System.lineSeparator())));
        }
        return List.copyOf(leaves.values());
    }
}
