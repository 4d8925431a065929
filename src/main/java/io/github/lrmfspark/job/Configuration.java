package io.github.lrmfspark.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Setting;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/** Reads what a user sets, by {@link Keys}. */
final class Configuration {
    private static final int MOST_LETTERS_SHOWN = 200;

    private Configuration() {}

    /**
     * Reads a file over the defaults, and single values over that.
     *
     * @param file in HOCON, or null for none
     * @param overrides values by key
     * @throws InvalidInputException that lists every fault: a file that cannot be read, unknown keys, values out of the range of
     *     their setting
     */
    static Settings load(@Nullable Path file, Map<String, String> overrides) {
        List<String> faults = new ArrayList<>();
        Config given = given(overrides, faults);
        FromFile read = file == null ? FromFile.NONE : read(file, faults);
        Config config = given.withFallback(read.config()).withFallback(defaults());
        Settings settings = Settings.defaults();
        for (Setting<?> setting : Keys.all()) {
            boolean shown = given.hasPath(setting.key()) || !read.isOfEnvironment(setting.key());
            settings = with(settings, setting, config, shown, faults);
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return settings;
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
        return ConfigFactory.parseMap(
                Keys.all().stream().collect(Collectors.toMap(Setting::key, Setting::defaultText)));
    }

    private static boolean isKnown(String key, ConfigValue value, List<String> faults) {
        List<String> keys = Keys.all().stream().map(Setting::key).toList();
        boolean known = keys.contains(key);
        if (!known) {
            faults.add("Unknown key '" + key + "' (" + value.origin().description() + "). Did you mean '"
                    + Nearest.to(key, keys) + "'?");
        }
        return known;
    }

    private static <T> Settings with(
            Settings settings, Setting<T> setting, Config config, boolean shown, List<String> faults) {
        String expected = "Expected " + setting + " to be " + setting.expected() + "; found ";
        if (!config.hasPath(setting.key())) {
            faults.add(expected + "no value");
            return settings;
        }
        ConfigValue given = config.getValue(setting.key());
        String text = String.valueOf(given.unwrapped());
        if (setting.byDefault().isEmpty() && text.equals(Setting.AUTO)) {
            return settings;
        }
        Optional<T> value = setting.read(text);
        if (value.isEmpty()) {
            String found = shown
                    ? "'" + StringUtils.abbreviate(text, MOST_LETTERS_SHOWN) + "'"
                    : "something else in the environment";
            faults.add(expected + found + " (" + given.origin().description() + ")");
        }
        return value.map(read -> settings.with(setting, read)).orElse(settings);
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
