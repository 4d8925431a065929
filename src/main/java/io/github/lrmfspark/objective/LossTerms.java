package io.github.lrmfspark.objective;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The terms of a loss by name, in nats per pair. The last one is the total, which is what is minimised. */
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

    /** Takes the arrays as they are. */
    public static LossTerms of(String[] names, double... values) {
        if (names.length != values.length) {
            throw new IllegalArgumentException(
                    "Expected a value for each of " + List.of(names) + "; found " + values.length);
        }
        return new LossTerms(names, values);
    }

    /** Terms by name, the total last. */
    public static LossTerms of(Map<String, Double> terms) {
        return new LossTerms(
                terms.keySet().toArray(String[]::new),
                terms.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Every term by its name, the total last. */
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

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner("  ");
        for (int i = 0; i < names.length; i++) {
            text.add(String.format(Locale.ROOT, "%s %.4f", names[i], values[i]));
        }
        return text.toString();
    }
}
