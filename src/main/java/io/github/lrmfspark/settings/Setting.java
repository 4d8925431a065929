package io.github.lrmfspark.settings;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.commons.text.CaseUtils;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a user may set: a row of {@link Keys}. One without a default is {@code auto} unless it is set: the training
 * chooses it. Immutable.
 *
 * @param <T> String, Boolean, Integer, Long or Double
 */
public final class Setting<T> {
    /** What a configuration says of a setting that is left to the training. */
    public static final String AUTO = "auto";

    private final String key;
    private final Rule<T> rule;
    private final @Nullable T byDefault;
    private final String meaning;
    private final String param;
    private final @Nullable T autoParam;

    private Setting(
            String key, Rule<T> rule, @Nullable T byDefault, String meaning, String param, @Nullable T autoParam) {
        this.key = key;
        this.rule = rule;
        this.byDefault = byDefault;
        this.meaning = meaning;
        this.param = param;
        this.autoParam = autoParam;
    }

    /** A setting whose param has the name after the key's dot, in camel case. */
    static <T> Setting<T> of(String key, Rule<T> rule, T byDefault, String meaning) {
        return new Setting<>(key, rule, byDefault, meaning, camelCase(key), null);
    }

    /** The same for one that is {@code auto} unless it is set. */
    static <T> Setting<T> auto(String key, Rule<T> rule, String meaning) {
        return new Setting<>(key, rule, null, meaning, camelCase(key), null);
    }

    private static String camelCase(String key) {
        return CaseUtils.toCamelCase(key.substring(key.indexOf('.') + 1), false, '-');
    }

    /** The same with another name of its param. */
    Setting<T> named(String other) {
        return new Setting<>(key, rule, byDefault, meaning, other, autoParam);
    }

    /** The same with a value that stands for {@code auto} where it is a param, and is its default there. */
    Setting<T> withAutoParam(T value) {
        return new Setting<>(key, rule, byDefault, meaning, param, value);
    }

    /** {@return its name in a configuration, such as {@code training.batch-size}} */
    public String key() {
        return key;
    }

    /** {@return the part of its key before the dot} */
    public String section() {
        return key.substring(0, key.indexOf('.'));
    }

    /** {@return its name as a param of the estimator, such as {@code batchSize}} */
    public String param() {
        return param;
    }

    /** {@return what it does, in a sentence or two} */
    public String meaning() {
        return meaning;
    }

    /** {@return what its values may be, such as "a number of at least 0"} */
    public String range() {
        return rule.text();
    }

    /** {@return what a configuration may say: the range, or {@code auto}} */
    public String expected() {
        return byDefault == null ? range() + ", or " + AUTO : range();
    }

    /** {@return the class of its values} */
    public Class<T> type() {
        return rule.type();
    }

    /** {@return its value unless it is set; empty where that is {@code auto}} */
    public Optional<T> byDefault() {
        return Optional.ofNullable(byDefault);
    }

    /** {@return the value that stands for {@code auto} where it is a param; empty where an unset param does} */
    public Optional<T> autoParam() {
        return Optional.ofNullable(autoParam);
    }

    /** {@return its default as a configuration says it} */
    public String defaultText() {
        return byDefault instanceof Double number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : byDefault().map(String::valueOf).orElse(AUTO);
    }

    /**
     * {@return the value that a text stands for; empty where it stands for none in the range}
     *
     * @param text as a configuration has it; {@code auto} is no value
     */
    public Optional<T> read(String text) {
        return rule.read(text);
    }

    /**
     * {@return whether a value is in the range}
     *
     * @param value of any class; one of another class than {@link #type} is not in it
     */
    public boolean allows(Object value) {
        return rule.allows(value);
    }

    @Override
    public String toString() {
        return key;
    }
}
