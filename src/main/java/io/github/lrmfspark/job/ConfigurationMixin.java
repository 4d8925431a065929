package io.github.lrmfspark.job;

import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.InvalidInputException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Where the configuration of a command comes from. */
final class ConfigurationMixin {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration in HOCON; conf/reference.conf lists every key.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            showDefaultValue = Visibility.NEVER,
            description = "One value, before that of the file. May be repeated.")
    private Map<String, String> values = new LinkedHashMap<>();

    /** @throws InvalidInputException that lists every fault */
    Settings settings() {
        return Configuration.load(file, values);
    }
}
