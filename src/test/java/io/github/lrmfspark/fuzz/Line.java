package io.github.lrmfspark.fuzz;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A command line in parts.
 *
 * @param command the first word
 * @param options names and values, in order
 * @param more words that come last
 * @param good whether it has to succeed
 */
record Line(String command, List<Option> options, List<String> more, boolean good) {
    /**
     * An option.
     *
     * @param value empty for none where {@code valued} is false
     */
    record Option(String name, String value, boolean valued, boolean joined) {
        static Option of(String name, String value) {
            return new Option(name, value, true, false);
        }

        static Option flag(String name) {
            return new Option(name, "", false, false);
        }

        Stream<String> words() {
            if (!valued) {
                return Stream.of(name);
            }
            return joined ? Stream.of(name + "=" + value) : Stream.of(name, value);
        }
    }

    List<String> words() {
        return Stream.of(Stream.of(command), options.stream().flatMap(Option::words), more.stream())
                .flatMap(words -> words)
                .toList();
    }

    /** The values that an option has, each. */
    List<String> values(String name) {
        return options.stream()
                .filter(option -> option.name().equals(name))
                .map(Option::value)
                .toList();
    }

    boolean has(String name) {
        return options.stream().anyMatch(option -> option.name().equals(name));
    }

    /** Where the command may write by an option, as it was given. */
    List<String> outputs(String option) {
        List<String> outputs = new ArrayList<>();
        switch (option) {
            case "--output" ->
                values("--output").forEach(value -> {
                    if (command.equals("generate")) {
                        outputs.addAll(List.of(value + "/source", value + "/target"));
                    } else {
                        outputs.add(value);
                    }
                });
            case "--model" -> outputs.addAll(command.equals("transform") ? List.of() : values("--model"));
            case "--report" -> {
                outputs.addAll(values("--report"));
                String of = command.equals("train") ? "--model" : command.equals("evaluate") ? "--aligned" : "--output";
                values(of).forEach(value -> outputs.add(trimmed(value) + "-report"));
            }
            default -> outputs.addAll(values(option));
        }
        return outputs;
    }

    private static String trimmed(String path) {
        return path.replaceAll("/+$", "");
    }

    /** A path as the file system has it; null where the word is none. */
    static @org.jspecify.annotations.Nullable Path path(String word) {
        try {
            String plain = word.replaceFirst("^(?i:file):(//(?=/))?", "");
            return plain.startsWith("/") ? Path.of(plain).normalize() : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** All places where it may write by an option. */
    List<Path> places(String option) {
        return outputs(option).stream().map(Line::path).filter(Objects::nonNull).toList();
    }
}
