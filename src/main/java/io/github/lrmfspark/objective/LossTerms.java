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

/** The terms of a loss by name, in nats per pair. The last one is the total, which is what is minimised. */
public final class LossTerms implements Serializable {
    private static final long serialVersionUID = 1;

    private final String[] names;
    private final double[] values;

    private LossTerms(String[] names, double[] values) {
        this.names = names;
        this.values = values;
    }

    /** Takes the arrays as they are. */
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

    /** Every term by its name, the total last: what they are in JSON. */
    @JsonValue
    public Map<String, Double> values() {
        Map<String, Double> terms = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            terms.put(names[i], values[i]);
        }
        return terms;
    }

    /** The sums of equal terms. */
    public LossTerms plus(LossTerms others) {
        double[] sums = values.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += others.values[i];
        }
        return new LossTerms(names, sums);
    }

    /** The same values by other names. */
    public LossTerms named(String[] others) {
        return of(others, values);
    }

    /** These terms, those of another loss, and in place of the two totals their sum. */
    public LossTerms and(LossTerms others) {
        return new LossTerms(joined(names, others.names), joined(values, others.values));
    }

    public static String[] joined(String[] names, String[] others) {
        String[] all = Arrays.copyOf(names, names.length + others.length - 1);
        System.arraycopy(others, 0, all, names.length - 1, others.length);
        return all;
    }

    public static double[] joined(double[] values, double[] others) {
        double[] all = Arrays.copyOf(values, values.length + others.length - 1);
        System.arraycopy(others, 0, all, values.length - 1, others.length);
        all[all.length - 1] += values[values.length - 1];
        return all;
    }

    /** The mean of so many terms of which this is the sum. */
    public LossTerms over(long count) {
        return new LossTerms(
                names, Arrays.stream(values).map(value -> value / count).toArray());
    }

    public List<String> names() {
        return List.of(names);
    }

    /** The term of that name. */
    public double value(String name) {
        int at = names().indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("Expected one of " + names() + "; found " + name);
        }
        return values[at];
    }

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

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner("  ");
        for (int i = 0; i < names.length; i++) {
            text.add(String.format(Locale.ROOT, "%s %.4f", names[i], values[i]));
        }
        return text.toString();
    }
}
