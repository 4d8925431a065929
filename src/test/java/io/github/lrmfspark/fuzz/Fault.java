package io.github.lrmfspark.fuzz;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that the job must never do.
 *
 * @param kind a few words by which faults are counted
 * @param detail what was found
 */
record Fault(String kind, String detail) {
    private static final int SHOWN = 600;

    /** Fails if there are any, with all that is needed to see it again. */
    static void requireNone(String which, Outcome outcome, List<Fault> faults) {
        if (!faults.isEmpty()) {
            String told = which + "\n" + faults.stream().map(Fault::toString).collect(Collectors.joining("\n"))
                    + "\nin: " + outcome.command() + "\nwhich ended with " + outcome.code() + " and\n"
                    + cut(outcome.err());
            System.out.println(told); // at once: the next command may take the JVM with it
            fail(told);
        }
    }

    private static String cut(String text) {
        return text.length() > 4 * SHOWN ? text.substring(0, 4 * SHOWN) + " …" : text;
    }

    @Override
    public String toString() {
        return "FAULT " + kind + ": " + (detail.length() > SHOWN ? detail.substring(0, SHOWN) + " …" : detail);
    }
}
