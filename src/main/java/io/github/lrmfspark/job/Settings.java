package io.github.lrmfspark.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.github.lrmfspark.data.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The configuration of a job: a checked value for every {@link Setting}. Immutable. */
final class Settings {
    private final Map<Setting, String> values;

    private Settings(Map<Setting, String> values) {
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
        Config given = (file == null ? ConfigFactory.empty() : read(file, faults));
        Config single = ConfigFactory.empty();
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            if (isKnown(override.getKey(), "--set", faults)) {
                ConfigValue value = ConfigValueFactory.fromAnyRef(override.getValue(), "--set");
                single = single.withValue(override.getKey(), value);
            }
        }
        given.entrySet()
                .forEach(entry -> isKnown(
                        String.join(".", ConfigUtil.splitPath(entry.getKey())),
                        entry.getValue().origin().description(),
                        faults));
        Config config = single.withFallback(given).withFallback(defaults());
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            value(config, setting, faults).ifPresent(value -> values.put(setting, value));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(String.join(System.lineSeparator(), faults));
        }
        return new Settings(values);
    }

    /** The value of a setting that is a word. */
    String word(Setting setting) {
        return value(setting).orElseThrow();
    }

    /** The value of a setting that is a whole number; empty where it is {@code auto}. */
    OptionalInt integer(Setting setting) {
        return value(setting).stream().mapToInt(Integer::parseInt).findAny();
    }

    /** The value of a setting that is a number; empty where it is {@code auto}. */
    OptionalDouble number(Setting setting) {
        return value(setting).stream().mapToDouble(Double::parseDouble).findAny();
    }

    /** The value of a setting that is a large whole number. */
    long longInteger(Setting setting) {
        return Long.parseLong(word(setting));
    }

    /** Every value by its key, as it was written. */
    Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        values.forEach((setting, value) -> map.put(setting.key(), value));
        return map;
    }

    private Optional<String> value(Setting setting) {
        return Optional.of(Objects.requireNonNull(values.get(setting))).filter(value -> !Rule.isAuto(value));
    }

    private static Config defaults() {
        return ConfigFactory.parseResources(
                Settings.class, "reference.conf", ConfigParseOptions.defaults().setAllowMissing(false));
    }

    private static Config read(Path file, List<String> faults) {
        try {
            return ConfigFactory.parseFile(
                            file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
                    .resolve();
        } catch (ConfigException e) {
            faults.add("Expected a readable HOCON file after --config; found " + e.getMessage());
            return ConfigFactory.empty();
        }
    }

    private static boolean isKnown(String key, String origin, List<String> faults) {
        boolean known = Setting.keys().contains(key);
        if (!known) {
            faults.add("Unknown key '" + key + "' (" + origin + "). Did you mean '" + Nearest.to(key, Setting.keys())
                    + "'?");
        }
        return known;
    }

    private static Optional<String> value(Config config, Setting setting, List<String> faults) {
        String key = setting.key();
        if (!config.hasPathOrNull(key) || config.getIsNull(key)) {
            faults.add("Expected " + key + " to be " + setting.rule().text() + "; found no value");
            return Optional.empty();
        }
        ConfigValue value = config.getValue(key);
        String text = String.valueOf(value.unwrapped());
        if (!setting.rule().allows().test(text)) {
            faults.add("Expected " + key + " to be " + setting.rule().text() + "; found '" + text + "' ("
                    + value.origin().description() + ")");
        }
        return Optional.of(text);
    }
}
