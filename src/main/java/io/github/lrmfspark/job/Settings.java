package io.github.lrmfspark.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.github.lrmfspark.storage.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/** The configuration of a job: a checked value for every {@link Setting}. Immutable. */
final class Settings {
    private static final ConfigParseOptions PRESENT =
            ConfigParseOptions.defaults().setAllowMissing(false);
    private static final int MOST_LETTERS_SHOWN = 200;

    private final Map<Setting, Object> values;

    private Settings(Map<Setting, Object> values) {
        this.values = values;
    }

    /**
     * Reads the defaults, over them a file, and over that single values.
     *
     * @param file in HOCON, or null for none
     * @param overrides values by key
     * @throws InvalidInputException that lists every fault: a file that cannot be read, unknown keys, values that break the
     *     rule of their setting
     */
    static Settings load(@Nullable Path file, Map<String, String> overrides) {
        List<String> faults = new ArrayList<>();
        Config given = given(overrides, faults);
        FromFile read = file == null ? FromFile.NONE : read(file, faults);
        Config config = given.withFallback(read.config()).withFallback(defaults());
        Map<Setting, Object> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            boolean shown = given.hasPath(setting.key()) || !read.isOfEnvironment(setting.key());
            read(config, setting, shown, faults).ifPresent(value -> values.put(setting, value));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return new Settings(values);
    }

    /** The value of a setting that is a word. */
    String word(Setting setting) {
        return (String) value(setting);
    }

    /** The value of a setting that is true or false. */
    boolean isTrue(Setting setting) {
        return (boolean) value(setting);
    }

    /** The value of a setting that is a whole number and not {@code auto}. */
    long wholeNumber(Setting setting) {
        return (long) value(setting);
    }

    /** The value of a setting that is a number and not {@code auto}. */
    double number(Setting setting) {
        return (double) value(setting);
    }

    /** The value of a setting that is a count; empty where it is {@code auto}. */
    OptionalInt countUnlessAuto(Setting setting) {
        return isAuto(setting) ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(wholeNumber(setting)));
    }

    /** The value of a setting that is a number; empty where it is {@code auto}. */
    OptionalDouble numberUnlessAuto(Setting setting) {
        return isAuto(setting) ? OptionalDouble.empty() : OptionalDouble.of(number(setting));
    }

    /** Every value, in the order of the settings. */
    Map<Setting, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    private boolean isAuto(Setting setting) {
        return value(setting).equals(Rule.AUTO);
    }

    private Object value(Setting setting) {
        return Objects.requireNonNull(values.get(setting));
    }

    private static Config given(Map<String, String> overrides, List<String> faults) {
        Config config = ConfigFactory.empty();
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            ConfigValue value = ConfigValueFactory.fromAnyRef(override.getValue(), "--set");
            if (isKnown(override.getKey(), value, faults)) {
                config = config.withValue(override.getKey(), value);
            }
        }
        return config;
    }

    private static FromFile read(Path file, List<String> faults) {
        try {
            FromFile read = FromFile.of(ConfigurationFile.read(file).toConfig());
            read.config()
                    .entrySet()
                    .forEach(entry ->
                            isKnown(String.join(".", ConfigUtil.splitPath(entry.getKey())), entry.getValue(), faults));
            return read;
        } catch (ConfigException e) {
            faults.add("Expected a readable HOCON file after --config; found " + e.getMessage());
        } catch (InvalidInputException e) {
            faults.addAll(e.faults());
        } catch (StackOverflowError | OutOfMemoryError e) {
            faults.add("Expected a configuration that is nested a few levels deep and whose values are short; found '"
                    + file + "', which cannot be read within this process's memory");
        }
        return FromFile.NONE;
    }

    private static Config defaults() {
        return ConfigFactory.parseResources(Settings.class, "reference.conf", PRESENT);
    }

    private static boolean isKnown(String key, ConfigValue value, List<String> faults) {
        boolean known = Setting.keys().contains(key);
        if (!known) {
            faults.add("Unknown key '" + key + "' (" + value.origin().description() + "). Did you mean '"
                    + Nearest.to(key, Setting.keys()) + "'?");
        }
        return known;
    }

    private static Optional<Object> read(Config config, Setting setting, boolean shown, List<String> faults) {
        String expected =
                "Expected " + setting.key() + " to be " + setting.rule().text() + "; found ";
        if (!config.hasPath(setting.key())) {
            faults.add(expected + "no value");
            return Optional.empty();
        }
        ConfigValue given = config.getValue(setting.key());
        String text = String.valueOf(given.unwrapped());
        Optional<Object> value = setting.rule().reading().apply(text);
        if (value.isEmpty()) {
            String found = shown
                    ? "'" + StringUtils.abbreviate(text, MOST_LETTERS_SHOWN) + "'"
                    : "something else in the environment";
            faults.add(expected + found + " (" + given.origin().description() + ")");
        }
        return value;
    }

    /**
     * What a file says.
     *
     * @param config with the variables of the environment that it names
     * @param alone without them
     */
    private record FromFile(Config config, Config alone) {
        static final FromFile NONE = new FromFile(ConfigFactory.empty(), ConfigFactory.empty());

        static FromFile of(Config parsed) {
            return new FromFile(
                    parsed.resolve(),
                    parsed.resolve(ConfigResolveOptions.noSystem().setAllowUnresolved(true)));
        }

        /** Whether a value depends on the environment, where secrets are kept: then no message shows it. */
        boolean isOfEnvironment(String key) {
            try {
                return config.hasPath(key) && !config.getValue(key).equals(alone.getValue(key));
            } catch (ConfigException e) { // not resolved, or missing
                return true;
            }
        }
    }
}
