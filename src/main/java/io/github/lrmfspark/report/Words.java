package io.github.lrmfspark.report;

import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.Figure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** What the names in a report mean, in {@code words.properties}: a title and an explanation. */
final class Words {
    private static final Properties WORDS = load();
    private static final Map<String, String> BEST = best();
    private static final String SEPARATOR = ": ";

    private Words() {}

    /** The title of a name; the name taken apart where it has none. */
    static String title(String name) {
        String words = WORDS.getProperty(name, "");
        return words.isEmpty() ? apart(name) : words.split(SEPARATOR, 2)[0];
    }

    /** What a name means; empty where it is not known. */
    static String explanation(String name) {
        String[] words = WORDS.getProperty(name, "").split(SEPARATOR, 2);
        return words.length == 2 ? words[1] : "";
    }

    /** What a metric is at its best; empty where it is not known. */
    static String best(String metric) {
        String words = WORDS.getProperty("best." + metric, "");
        return words.isEmpty() ? BEST.getOrDefault(metric, "") : words;
    }

    private static Map<String, String> best() {
        return Evaluation.figures().stream().collect(Collectors.toMap(Figure::name, figure -> text(figure.best())));
    }

    private static String text(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String apart(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z0-9])", " ").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static Properties load() {
        Properties words = new Properties();
        try (InputStream in = Words.class.getResourceAsStream("words.properties")) {
            Objects.requireNonNull(in, "words.properties is missing from the jar");
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read words.properties from the jar", e);
        }
        return words;
    }
}
