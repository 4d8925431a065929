package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code, conf/reference.conf and the README speak of the same settings. */
class SettingsDocumentationTest {
    private final Config reference = ConfigFactory.parseFile(new File("conf/reference.conf"));

    @Test
    void referenceHoldsEverySettingAndNothingElse() {
        assertThat(reference.entrySet().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(Setting.keys());
    }

    @Test
    void readmeListsEverySettingWithItsDefaultAndMeaning() throws IOException {
        List<String> rows = Arrays.stream(Setting.values()).map(this::row).toList();
        assertThat(Files.readAllLines(Path.of("README.md")))
                .filteredOn(line -> Setting.keys().stream().anyMatch(key -> line.startsWith("| `" + key + "`")))
                .containsExactlyElementsOf(rows);
    }

    private String row(Setting setting) {
        ConfigValue value = reference.getValue(setting.key());
        List<String> meaning = value.origin().comments();
        assertThat(meaning).as("lines of meaning above " + setting.key()).hasSize(1);
        return "| `" + setting.key() + "` | `" + value.unwrapped() + "` | "
                + meaning.get(0).strip() + " |";
    }
}
