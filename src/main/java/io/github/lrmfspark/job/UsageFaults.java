package io.github.lrmfspark.job;

import io.github.lrmfspark.storage.InvalidInputException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Everything that is wrong with a command line and with the configuration that it names, at once. */
final class UsageFaults {
    private UsageFaults() {}

    /** Lets a command line be read on after the first fault. */
    static void collectIn(CommandLine line) {
        line.getCommandSpec().parser().collectErrors(true);
        line.getSubcommands().values().forEach(UsageFaults::collectIn);
    }

    /** One message a fault; none if the command can run. */
    static List<String> of(ParseResult parsed) {
        return parsed.asCommandLineList().stream()
                .flatMap(line -> Stream.of(usage(line), emptyWords(line), configuration(line.getCommandSpec()))
                        .flatMap(faults -> faults))
                .distinct()
                .toList();
    }

    private static Stream<String> usage(CommandLine line) {
        ParseResult parsed = line.getParseResult();
        if (line.getParent() == null && parsed.errors().isEmpty() && !parsed.hasSubcommand()) {
            return Stream.of("Expected a command; found none. The commands are "
                    + String.join(", ", line.getSubcommands().keySet()));
        }
        return parsed.errors().stream().flatMap(error -> usage(line, error));
    }

    /** An option without a value, or with a pair of which one half is missing. */
    private static Stream<String> emptyWords(CommandLine line) {
        return line.getParseResult().matchedOptions().stream()
                .flatMap(option -> option.originalStringValues().stream()
                        .filter(value -> value.isBlank() || (option.isMultiValue() && isHalf(value)))
                        .map(value -> "Expected " + option.paramLabel() + " after " + option.longestName() + "; found "
                                + (value.isBlank() ? "an empty word" : "'" + value + "', of which one half is empty")));
    }

    private static boolean isHalf(String pair) {
        int middle = pair.indexOf('=');
        return middle == 0 || middle == pair.length() - 1;
    }

    private static Stream<String> usage(CommandLine line, Exception error) {
        if (!(error instanceof UnmatchedArgumentException unmatched)) {
            return Stream.of(error.getMessage());
        }
        List<String> words = unmatched.getUnmatched();
        List<String> options =
                words.stream().filter(word -> word.startsWith("-")).toList();
        if (!options.isEmpty()) { // the other words are their values
            Collection<String> known = line.getCommandSpec().optionsMap().keySet();
            return options.stream().map(option -> unknown("option", option, known));
        }
        if (line.getParent() == null) {
            return Stream.of(
                    unknown("command", words.get(0), line.getSubcommands().keySet()));
        }
        return Stream.of("Expected options only; found '" + String.join(" ", words) + "'");
    }

    private static String unknown(String what, String word, Collection<String> known) {
        return "Unknown " + what + " '" + word + "'. Did you mean '" + Nearest.to(word, known) + "'?";
    }

    private static Stream<String> configuration(CommandSpec command) {
        return command.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(ConfigurationMixin.class::isInstance)
                .flatMap(options -> {
                    try {
                        ((ConfigurationMixin) options).settings();
                        return Stream.of();
                    } catch (InvalidInputException e) {
                        return e.faults().stream();
                    }
                });
    }
}
