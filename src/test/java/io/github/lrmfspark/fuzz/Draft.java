package io.github.lrmfspark.fuzz;

import io.github.lrmfspark.fuzz.Line.Option;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command line in the making. */
final class Draft {
    private static final Map<String, List<String>> OUTPUTS = Map.of(
            "generate", List.of("--output"),
            "transform", List.of("--output"),
            "evaluate", List.of("--report"),
            "train", List.of("--model", "--report", "--checkpoints", "--private-models"),
            "align", List.of("--output", "--model", "--report", "--checkpoints", "--private-models"));

    final List<Option> options = new ArrayList<>();
    final List<String> more = new ArrayList<>();
    String command;

    private final Path room;

    Draft(String command, Path room) {
        this.command = command;
        this.room = room;
    }

    String at(String place) {
        return room.resolve(place).toString();
    }

    void add(String name, String value) {
        options.add(Option.of(name, value));
    }

    void flag(String name) {
        options.add(Option.flag(name));
    }

    /** The options by which the command writes; one that there is none of has an output. */
    List<String> outputs() {
        return OUTPUTS.getOrDefault(command, List.of("--output"));
    }

    /** Gives an option a value in place of one that it may have. */
    void put(String name, String value) {
        options.removeIf(option -> option.name().equals(name));
        add(name, value);
    }

    /** Where options with paths are, of outputs or of all. */
    List<Integer> withPaths(List<String> names) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).value().startsWith("/")
                    && (names.isEmpty() || names.contains(options.get(i).name()))) {
                found.add(i);
            }
        }
        return found;
    }

    Line line(boolean good) {
        return new Line(command, List.copyOf(options), List.copyOf(more), good);
    }
}
