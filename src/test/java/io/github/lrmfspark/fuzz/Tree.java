package io.github.lrmfspark.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.file.PathUtils;

/**
 * Everything below a directory, byte for byte; links are not followed.
 *
 * @param entries by path: that it is a directory, where a link points, or the hash of a file
 */
record Tree(Map<Path, String> entries) {

    static Tree of(Path root) {
        Map<Path, String> entries = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                entries.put(root.relativize(path), content(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tree(entries);
    }

    private static String content(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "link to " + Files.readSymbolicLink(path);
        }
        return Files.isDirectory(path) ? "directory" : DigestUtils.md5Hex(Files.readAllBytes(path));
    }

    /** What is in only one of two trees, or in both and not the same. */
    Set<Path> differences(Tree other) {
        Set<Path> all = new TreeSet<>(entries.keySet());
        all.addAll(other.entries.keySet());
        all.removeIf(path -> entries.getOrDefault(path, "").equals(other.entries.getOrDefault(path, "")));
        return all;
    }

    boolean has(Path path) {
        return entries.containsKey(path);
    }

    /** Makes a directory a copy of another, links as they are. */
    static void replace(Path directory, Path by) {
        try {
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                PathUtils.deleteDirectory(directory);
            }
            Files.createDirectories(directory);
            PathUtils.copyDirectory(by, directory, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
