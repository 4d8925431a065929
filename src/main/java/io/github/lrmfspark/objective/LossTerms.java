package io.github.lrmfspark.objective;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a loss by name, in nats per pair. The last one is the total, which is what is minimised.
 *
 * <p>Means over a batch, sums of such means, or their standard errors. Immutable, as long as the arrays it was
 * made of are left alone: a step makes one, and copies nothing.
 */
public final class LossTerms implements Serializable {
    /** −E_a log p(T(a)), or of a density of A alone −E_a log p(a). */
    public static final String SOURCE_NLL = "sourceNll";
    /** −E_b log p(b). */
    public static final String TARGET_NLL = "targetNll";
    /** E_a log|det ∂T(a)/∂a|. */
    public static final String LOG_DET = "logDet";
    /** What is minimised. */
    public static final String TOTAL = "total";

    private static final long serialVersionUID = 1;

    private final String[] names;
    private final double[] values;

    private LossTerms(String[] names, double[] values) {
        this.names = names;
        this.values = values;
    }

    /**
     * Takes the arrays as they are.
     *
     * @param names of the terms, the total last
     * @param values in the same order
     * @return the terms
     * @throws IllegalArgumentException if there is another number of values than of names
     */
    public static LossTerms of(String[] names, double... values) {
        if (names.length != values.length || names.length == 0) {
            throw new IllegalArgumentException(
                    "Expected a value for each of " + List.of(names) + "; found " + values.length);
        }
        return new LossTerms(names, values);
    }

    /**
     * Terms by name, the total last.
     *
     * @param terms in the order of the map
     * @return the terms
     * @throws IllegalArgumentException if there are none
     * @throws NullPointerException if one has no value
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static LossTerms of(Map<String, Double> terms) {
        return of(
                terms.keySet().toArray(String[]::new),
                terms.values().stream()
                        .mapToDouble(value -> Objects.requireNonNull(value, "a term has no value"))
                        .toArray());
    }

    /** {@return every term by its name, the total last, as in JSON; a new map} */
    @JsonValue
    public Map<String, Double> values() {
        Map<String, Double> terms = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            terms.put(names[i], values[i]);
        }
        return terms;
    }

    /**
     * The sums of equal terms.
     *
     * @param others of the same loss
     * @return the sum, term by term
     */
    public LossTerms plus(LossTerms others) {
        double[] sums = values.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += others.values[i];
        }
        return new LossTerms(names, sums);
    }

    /**
     * The mean of so many terms of which this is the sum.
     *
     * @param count how many, above 0
     * @return every term divided by it
     */
    public LossTerms over(long count) {
        return new LossTerms(
                names, Arrays.stream(values).map(value -> value / count).toArray());
    }

    /** {@return the names, the total last} */
    public List<String> names() {
        return List.of(names);
    }

    /**
     * The term of that name.
     *
     * @param name of the term
     * @return its value, in nats per pair
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public double value(String name) {
        int at = names().indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("Expected one of " + names() + "; found " + name);
        }
        return values[at];
    }

    /** {@return the last term, in nats per pair} */
    public double total() {
        return values[values.length - 1];
    }

    /** Whether the names and the bits of the values are the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LossTerms terms
                && Arrays.equals(names, terms.names)
                && Arrays.equals(values, terms.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(names) + 31 * Arrays.hashCode(values);
    }

    /** {@return every name and its value with four decimals, on one line} */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner("  ");
        for (int i = 0; i < names.length; i++) {
            text.add(String.format(Locale.ROOT, "%s %.4f", names[i], values[i]));
        }
        return text.toString();
    }
}
