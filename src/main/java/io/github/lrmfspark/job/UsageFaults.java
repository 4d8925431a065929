package io.github.lrmfspark.job;

import io.github.lrmfspark.data.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Everything that is wrong with a command line and with the configuration that it names, at once. */
final class UsageFaults {
    private UsageFaults() {}

    /** Lets a command line go on after the first fault. */
    static void collectIn(CommandLine line) {
        line.getCommandSpec().parser().collectErrors(true);
        line.getSubcommands().values().forEach(UsageFaults::collectIn);
    }

    /** One message a fault; none if the command can run. */
    static List<String> of(ParseResult parsed) {
        List<String> faults = new ArrayList<>();
        for (CommandLine line : parsed.asCommandLineList()) {
            line.getParseResult().errors().forEach(error -> describe(error, line).forEach(faults::add));
        }
        CommandSpec command = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1).getCommandSpec();
        if (command.parent() == null && faults.isEmpty()) {
            faults.add("Expected a command: " + String.join(", ", command.subcommands().keySet()));
        }
        for (CommandSpec mixin : command.mixins().values()) {
            if (mixin.userObject() instanceof ConfigurationOptions configuration) {
                try {
                    configuration.settings();
                } catch (InvalidInputException e) {
                    faults.add(e.getMessage());
                }
            }
        }
        return faults;
    }

    private static Stream<String> describe(Exception error, CommandLine line) {
        if (!(error instanceof UnmatchedArgumentException unmatched)) {
            return Stream.of(error.getMessage());
        }
        List<String> options = List.copyOf(line.getCommandSpec().optionsMap().keySet());
        List<String> unknown =
                unmatched.getUnmatched().stream().filter(word -> word.startsWith("-")).toList();
        if (unknown.isEmpty()) {
            return Stream.of("Unexpected words: " + String.join(" ", unmatched.getUnmatched()));
        }
        return unknown.stream()
                .map(word -> "Unknown option '" + word + "'. Did you mean '" + Nearest.to(word, options) + "'?");
    }
}
