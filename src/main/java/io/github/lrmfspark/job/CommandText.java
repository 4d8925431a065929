package io.github.lrmfspark.job;

import io.github.lrmfspark.settings.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line as one would type it. */
final class CommandText {
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private CommandText() {}

    /**
     * The script of a command with its words, quoted for a shell.
     *
     * @param words the command and what came after it
     * @param seed the root seed in force, which is added unless a word says it
     */
    static String repeating(List<String> words, long seed) {
        List<String> typed = new ArrayList<>(words);
        typed.set(0, "jobs/" + words.get(0) + ".sh");
        String setting = Keys.TRAINING_SEED.key() + "=";
        if (words.stream().noneMatch(word -> word.startsWith(setting) || word.startsWith("--set=" + setting))) {
            typed.addAll(List.of("--set", setting + seed));
        }
        return typed.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
