package io.github.lrmfspark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code META-INF/THIRD-PARTY.txt} says that the job's jar holds. */
public final class ThirdParties {
    /** Where it lies, with the texts of the licences beside it. */
    public static final Path FOLDER = Path.of("src/main/resources/META-INF");

    private static final Pattern LINE = Pattern.compile("(?m)^ {2}(\\S+) +(\\S+) +(\\S+)(.*)$");
    private static final Pattern ARTIFACT =
            Pattern.compile("(?m)^ {3}([^:\\s]+:[^:]+):jar:(?:[^:]+:)?([^:]+):compile:(\\S+)");

    private ThirdParties() {}

    /** One line of the list. */
    record Part(String name, String version, List<String> licences, String note) {
        private static Part of(MatchResult line) {
            return new Part(line.group(1), line.group(2), List.of(line.group(3).split("\\+")), line.group(4));
        }
    }

    /** A library that Maven resolved for the jar. */
    record Artifact(String name, String version, Path file) {}

    /** By name. */
    static Map<String, Part> listed() {
        String holdings = text(FOLDER.resolve("THIRD-PARTY.txt")).split("\nKnown holes\n", 2)[0];
        return LINE.matcher(holdings)
                .results()
                .map(Part::of)
                .collect(Collectors.toMap(Part::name, Function.identity()));
    }

    /** The version of each part, by name. */
    public static Map<String, String> versions() {
        return listed().values().stream().collect(Collectors.toMap(Part::name, Part::version));
    }

    /** By the list that the build writes before it tests. */
    static List<Artifact> resolved() {
        Path list = Path.of("target/third-party.list");
        if (Files.notExists(list)) {
            throw new IllegalStateException("Expected '" + list
                    + "', which mvn writes before it tests; found none. Run mvn" + " generate-test-resources");
        }
        return ARTIFACT.matcher(text(list))
                .results()
                .map(line -> new Artifact(line.group(1), line.group(2), Path.of(line.group(3))))
                .toList();
    }

    /** The part that a native library is, such as {@code libopenblas.so.0}; nothing for other files. */
    public static Optional<String> nativeLibrary(String entry) {
        String file = entry.substring(entry.lastIndexOf('/') + 1);
        return Optional.of(file)
                .filter(name -> name.matches(".*\\.(so|dylib|dll)(\\..*)?"))
                .map(name -> name.startsWith("libjni") ? "libjni*" : name.substring(0, name.indexOf('.')));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
