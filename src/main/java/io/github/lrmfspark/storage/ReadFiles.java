package io.github.lrmfspark.storage;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files that a path or a pattern stands for.
 *
 * @param roots what it matches, and the directories that links in there lead to
 * @param linked the directories of the files that links in there lead to
 */
record ReadFiles(List<Place> roots, List<Place> linked) {
    /** Finds them; none if nothing is there. */
    static ReadFiles of(Configuration hadoop, String pattern) throws IOException {
        Path path = Place.pathOf(pattern);
        FileSystem files = path.getFileSystem(hadoop);
        FileStatus[] matches = files.globStatus(path);
        List<Place> roots = new ArrayList<>();
        List<Place> linked = new ArrayList<>();
        for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
            Place root = Place.of(files, match.getPath());
            roots.add(root);
            Optional<java.nio.file.Path> local = root.local();
            if (local.isPresent()) {
                Links links = Links.below(local.get());
                links.directories.forEach(directory -> roots.add(root.at(directory.toString())));
                links.ofFiles.forEach(directory -> linked.add(root.at(directory.toString())));
            }
        }
        return new ReadFiles(roots, linked);
    }

    /** Whether a directory lies among them. */
    boolean hold(Place directory) throws IOException {
        for (Place root : roots) {
            if (directory.isWithin(root)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a tree holds some of them, or lies among them. */
    boolean meet(Place tree) throws IOException {
        for (List<Place> places : List.of(roots, linked)) {
            for (Place place : places) {
                if (place.isWithin(tree)) {
                    return true;
                }
            }
        }
        return hold(tree);
    }

    /** Where the links in a tree lead, through one another. */
    private static final class Links extends SimpleFileVisitor<java.nio.file.Path> {
        private final Set<java.nio.file.Path> directories = new LinkedHashSet<>();
        private final Set<java.nio.file.Path> ofFiles = new LinkedHashSet<>();

        static Links below(java.nio.file.Path root) throws IOException {
            Links links = new Links();
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, links);
            return links;
        }

        @Override
        public FileVisitResult preVisitDirectory(java.nio.file.Path directory, BasicFileAttributes attributes)
                throws IOException {
            if (Files.isSymbolicLink(directory)) {
                directories.add(directory.toRealPath());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(java.nio.file.Path file, BasicFileAttributes attributes) throws IOException {
            if (Files.isSymbolicLink(file) && Files.exists(file)) {
                ofFiles.add(file.toRealPath().getParent());
            }
            return FileVisitResult.CONTINUE;
        }

        /** A link that leads back to where it is, or what may not be looked at: reading tells. */
        @Override
        public FileVisitResult visitFileFailed(java.nio.file.Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
