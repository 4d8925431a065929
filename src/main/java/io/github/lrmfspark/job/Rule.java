package io.github.lrmfspark.job;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/**
 * What the value of a setting may be.
 *
 * @param text completes "Expected …"
 * @param allows whether a value, as it is written, may be taken
 */
record Rule(String text, Predicate<String> allows) {
    private static final String AUTO = "auto";

    static Rule oneOf(String... words) {
        return new Rule(String.join(" or ", words), List.of(words)::contains);
    }

    static Rule wholeNumber(long least, long most) {
        String range = most < Long.MAX_VALUE ? " from " + least + " to " + most : " of at least " + least;
        return new Rule("a whole number" + range, text -> {
            try {
                long value = Long.parseLong(text);
                return least <= value && value <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }

    static Rule number(String range, DoublePredicate allows) {
        return new Rule("a number " + range, text -> {
            try {
                double value = Double.parseDouble(text);
                return Double.isFinite(value) && allows.test(value);
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }

    /** This rule, or {@code auto}. */
    Rule orAuto() {
        return new Rule(text + ", or " + AUTO, value -> isAuto(value) || allows.test(value));
    }

    static boolean isAuto(String value) {
        return value.equals(AUTO);
    }
}
