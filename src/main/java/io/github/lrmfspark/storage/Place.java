package io.github.lrmfspark.storage;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Where a path leads: on its own file system, absolute, and through links, also one whose end is not there. Of what is not there
 * yet the deepest directory that is there is followed, and the rest is added. On local disks it sees links and Hadoop's hidden checksums as what they are.
 */
public final class Place {
    private static final int MOST_LINKS = 40;

    private final FileSystem files;
    private final Path path;

    private Place(FileSystem files, Path path) {
        this.files = files;
        this.path = path;
    }

    /** What is at a place. */
    enum Type {
        NOTHING,
        FILE,
        DIRECTORY,
        LINK
    }

    /**
     * Follows a path.
     *
     * @throws InvalidInputException if it is none, leads nowhere, or its file system is unknown or cannot be reached
     */
    public static Place of(Configuration hadoop, String given) {
        Path path = pathOf(given);
        try {
            return FileStep.take(() -> of(path.getFileSystem(hadoop), path));
        } catch (InvalidInputException e) {
            throw e;
        } catch (IOException
                | RuntimeException e) { // connectors throw either where a class, a host or a right is missing
            throw unreachable(given, e);
        }
    }

    public static InvalidInputException unreachable(String given, Throwable cause) {
        return new InvalidInputException(
                "Expected a path on a file system that is known and can be reached; found '" + given + "': "
                        + ExceptionMessages.of(cause),
                cause);
    }

    /** Follows the path of a file system. */
    static Place of(FileSystem files, Path path) throws IOException {
        Place given = new Place(files, path.makeQualified(files.getUri(), files.getWorkingDirectory()));
        int links = 0;
        Deque<String> missing = new ArrayDeque<>();
        Place there = given;
        while (there.type(true) == Type.NOTHING && !there.path.isRoot()) {
            if (there.type() == Type.LINK) {
                if (++links > MOST_LINKS) {
                    throw new IOException("the link '" + there + "' leads in a circle");
                }
                there = there.target();
            } else {
                missing.push(there.path.getName());
                there = there.parent();
            }
        }
        Place followed = there.followed();
        for (String name : missing) {
            followed = followed.child(name);
        }
        return followed;
    }

    /** Where a link leads whose end is not there. */
    private Place target() throws IOException {
        java.nio.file.Path link = local().orElseThrow();
        return at(link.resolveSibling(Files.readSymbolicLink(link)).normalize().toString());
    }

    private Place followed() throws IOException {
        Optional<java.nio.file.Path> local = local();
        if (local.isPresent()) {
            return at(local.get().toRealPath().toString());
        }
        return new Place(files, path.isRoot() ? path : files.resolvePath(path));
    }

    /** Another place on the same file system. */
    Place at(String absolute) {
        return new Place(files, new Path(path.toUri().getScheme(), path.toUri().getAuthority(), absolute));
    }

    public Path path() {
        return path;
    }

    FileSystem files() {
        return files;
    }

    /** For renaming in one step and for creating exclusively. */
    public FileContext context() throws IOException {
        return FileSystemContext.of(files);
    }

    Place parent() {
        return new Place(files, Objects.requireNonNull(path.getParent(), "the root has no parent"));
    }

    /** A place in this directory; its name may hold a colon, which Hadoop's own paths do not bear. */
    public Place child(String name) {
        String above = path.toUri().getPath();
        return at(above.endsWith("/") ? above + name : above + "/" + name);
    }

    /** The place beside this one that has its name, hidden, with a suffix. */
    Place beside(String suffix) {
        return parent().child("." + path.getName() + suffix);
    }

    /** What is here; a link is a link. */
    Type type() throws IOException {
        return type(false);
    }

    private Type type(boolean followed) throws IOException {
        Optional<java.nio.file.Path> local = local();
        if (local.isPresent()) {
            LinkOption[] options = followed ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
            return Files.isSymbolicLink(local.get()) && !followed
                    ? Type.LINK
                    : Files.isDirectory(local.get(), options)
                            ? Type.DIRECTORY
                            : Files.exists(local.get(), options) ? Type.FILE : Type.NOTHING;
        }
        return files.exists(path) ? type(files.getFileStatus(path)) : Type.NOTHING;
    }

    private static Type type(FileStatus status) {
        return status.isSymlink() ? Type.LINK : status.isDirectory() ? Type.DIRECTORY : Type.FILE;
    }

    public boolean exists() throws IOException {
        return type() != Type.NOTHING;
    }

    public boolean isDirectory() throws IOException {
        return type() == Type.DIRECTORY;
    }

    /** Opens the file that is here. */
    public InputStream open() throws IOException {
        return files.open(path);
    }

    /** Something in a directory. */
    record Entry(Place place, Type type) {
        String name() {
            return place.path.getName();
        }
    }

    /** All that is in this directory, hidden or not, by name. */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        Optional<java.nio.file.Path> local = local();
        if (local.isPresent()) {
            try (Stream<java.nio.file.Path> found = Files.list(local.get())) {
                for (java.nio.file.Path entry : (Iterable<java.nio.file.Path>) found::iterator) {
                    Place place = child(entry.getFileName().toString());
                    entries.add(new Entry(place, place.type()));
                }
            }
        } else {
            for (FileStatus status : files.listStatus(path)) {
                entries.add(new Entry(child(status.getPath().getName()), type(status)));
            }
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    /** Deletes the files in this directory whose names match, and the directory if nothing else is in it. */
    public Place deleteFiles(Pattern names) throws IOException {
        if (isDirectory()) {
            for (Entry entry : entries()) {
                if (entry.type == Type.FILE && names.matcher(entry.name()).matches()) {
                    files.delete(entry.place.path, false);
                }
            }
            if (entries().isEmpty()) {
                files.delete(path, false);
            }
        }
        return this;
    }

    /** Whether this is a place or lies below it, by whatever names. */
    boolean isWithin(Place outer) throws IOException {
        for (Place at = this; ; at = at.parent()) {
            if (at.isSame(outer)) {
                return true;
            }
            if (at.path.isRoot()) {
                return false;
            }
        }
    }

    private boolean isSame(Place other) throws IOException {
        Optional<java.nio.file.Path> local = local();
        Optional<java.nio.file.Path> others = other.local();
        if (local.isPresent() && others.isPresent()) {
            return local.equals(others)
                    || (Files.exists(local.get())
                            && Files.exists(others.get())
                            && Files.isSameFile(local.get(), others.get()));
        }
        return local.isEmpty()
                && others.isEmpty()
                && system().equals(other.system())
                && path.toUri().getPath().equals(other.path.toUri().getPath());
    }

    /** The service behind a file system, which may have several names. */
    private String system() {
        return Objects.requireNonNullElse(
                files.getCanonicalServiceName(), files.getUri().toString());
    }

    /** The same place for Java's own file system, if it is on a local disk. */
    Optional<java.nio.file.Path> local() {
        FileSystem inner = files instanceof FilterFileSystem filter ? filter.getRawFileSystem() : files;
        return inner instanceof RawLocalFileSystem raw
                ? Optional.of(raw.pathToFile(path)).map(File::toPath)
                : Optional.empty();
    }

    /** As a person writes it: a local path without its scheme. */
    @Override
    public String toString() {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }

    /** A path as the user wrote it. */
    public static Path pathOf(String path) {
        try {
            return new Path(path);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "Expected a path; found '" + path + "'"
                            + (path.contains(":")
                                    ? ". What is before a colon is taken for a scheme: begin with './'"
                                    : ""),
                    e);
        }
    }
}
