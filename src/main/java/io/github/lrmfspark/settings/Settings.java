package io.github.lrmfspark.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A value in its range for every row of {@link Keys}, or {@code auto} where it is left to the training. Immutable. */
public final class Settings {
    private final Map<Setting<?>, Object> values;

    private Settings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    /** {@return what holds unless it is set} */
    public static Settings defaults() {
        Map<Setting<?>, Object> values = new HashMap<>();
        Keys.all().forEach(setting -> setting.byDefault().ifPresent(value -> values.put(setting, value)));
        return new Settings(values);
    }

    /**
     * {@return the value of a setting}
     *
     * @param <T> class of the values
     * @param setting a row of {@link Keys}
     * @throws IllegalStateException if it is {@code auto}
     */
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException(
                    "Expected " + setting + " to be " + setting.range() + "; found it left to the training");
        }
        return setting.type().cast(value);
    }

    /**
     * {@return whether a setting is left to the training}
     *
     * @param setting a row of {@link Keys}
     */
    public boolean isAuto(Setting<?> setting) {
        return !values.containsKey(setting);
    }

    /**
     * {@return the same with another value of one setting}
     *
     * @param <T> class of the values
     * @param setting a row of {@link Keys}
     * @param value in its range
     * @throws IllegalArgumentException if the value is not in the setting's range
     */
    public <T> Settings with(Setting<T> setting, T value) {
        if (!setting.allows(value)) {
            throw new IllegalArgumentException(
                    "Expected " + setting + " to be " + setting.range() + "; found '" + value + "'");
        }
        Map<Setting<?>, Object> more = new HashMap<>(values);
        more.put(setting, value);
        return new Settings(more);
    }

    /**
     * {@return these, with the values of others for what is {@code auto} here}
     *
     * @param others may leave settings {@code auto} too
     */
    public Settings orElse(Settings others) {
        Map<Setting<?>, Object> all = new HashMap<>(others.values);
        all.putAll(values);
        return new Settings(all);
    }

    /**
     * {@return the values of some settings by their keys and in their order; the word {@code auto} for those left to the training}
     *
     * @param settings rows of {@link Keys}
     */
    public Map<String, Object> byKey(Collection<? extends Setting<?>> settings) {
        Map<String, Object> byKey = new LinkedHashMap<>();
        settings.forEach(setting -> byKey.put(setting.key(), values.getOrDefault(setting, Setting.AUTO)));
        return byKey;
    }
}
