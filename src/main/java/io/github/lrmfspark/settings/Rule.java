package io.github.lrmfspark.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.commons.lang3.BooleanUtils;

/**
 * What the value of a setting may be.
 *
 * @param type of the values
 * @param text completes "Expected …"
 * @param parsing the value that a text stands for; throws IllegalArgumentException where it stands for none
 * @param range whether a value is allowed
 */
record Rule<T>(Class<T> type, String text, Function<String, T> parsing, Predicate<T> range) {
    /** The allowed value that a text stands for; empty where it stands for none. */
    Optional<T> read(String value) {
        try {
            return Optional.of(parsing.apply(value)).filter(range);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether this is an allowed value. */
    boolean allows(Object value) {
        return type.isInstance(value) && range.test(type.cast(value));
    }

    static Rule<String> oneOf(List<String> words) {
        return new Rule<>(String.class, String.join(" or ", words), word -> word, words::contains);
    }

    static Rule<Boolean> trueOrFalse() {
        return new Rule<>(
                Boolean.class, "true or false", word -> BooleanUtils.toBoolean(word, "true", "false"), value -> true);
    }

    /** Whole numbers that an int holds. */
    static Rule<Integer> count(int least) {
        return new Rule<>(
                Integer.class,
                "a whole number from " + least + " to " + Integer.MAX_VALUE,
                Integer::valueOf,
                value -> value >= least);
    }

    /** Whole numbers that a long holds. */
    static Rule<Long> wholeNumber(long least) {
        return new Rule<>(Long.class, "a whole number of at least " + least, Long::valueOf, value -> value >= least);
    }

    /** Finite numbers. */
    static Rule<Double> number(String range, DoublePredicate within) {
        return new Rule<>(
                Double.class,
                "a number " + range,
                Double::valueOf,
                value -> Double.isFinite(value) && within.test(value));
    }

    /**
     * Texts, or one word in their place.
     *
     * @param check throws IllegalArgumentException if a text is none of these
     */
    static Rule<String> textOr(String word, String what, Consumer<String> check) {
        return new Rule<>(String.class, what + ", or " + word, text -> text, text -> {
            try {
                if (!text.equals(word)) {
                    check.accept(text);
                }
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        });
    }
}
