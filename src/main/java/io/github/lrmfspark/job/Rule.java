package io.github.lrmfspark.job;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/**
 * What the value of a setting may be.
 *
 * @param text completes "Expected …"
 * @param reading the value that a text stands for; empty where it stands for none that is allowed
 */
record Rule(String text, Function<String, Optional<Object>> reading) {
    static final String AUTO = "auto";
    static final String NONE = "none";

    /** Reads as a String. */
    static Rule oneOf(String... words) {
        return new Rule(
                String.join(" or ", words), text -> Optional.<Object>of(text).filter(List.of(words)::contains));
    }

    /** Reads as a Boolean. */
    static Rule trueOrFalse() {
        return new Rule(
                "true or false",
                text -> List.of("true", "false").contains(text)
                        ? Optional.of(Boolean.valueOf(text))
                        : Optional.empty());
    }

    /** Reads as a Long. */
    static Rule wholeNumber(long least, long most) {
        String range = most < Long.MAX_VALUE ? " from " + least + " to " + most : " of at least " + least;
        return new Rule("a whole number" + range, text -> {
            try {
                long value = Long.parseLong(text);
                return least <= value && value <= most ? Optional.of(value) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** Reads as a Double. */
    static Rule number(String range, DoublePredicate within) {
        return new Rule("a number " + range, text -> {
            try {
                double value = Double.parseDouble(text);
                return Double.isFinite(value) && within.test(value) ? Optional.of(value) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * Reads as a String.
     *
     * @param check throws IllegalArgumentException if a text is none of these
     */
    static Rule text(String what, Consumer<String> check) {
        return new Rule(what, value -> {
            try {
                check.accept(value);
                return Optional.of(value);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** This rule, or the word {@code auto}. */
    Rule orAuto() {
        return or(AUTO);
    }

    /** This rule, or the word {@code none}. */
    Rule orNone() {
        return or(NONE);
    }

    private Rule or(String word) {
        return new Rule(text + ", or " + word, value -> value.equals(word) ? Optional.of(word) : reading.apply(value));
    }
}
