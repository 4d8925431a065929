package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final String HEAD = "| key | default | meaning |\n|---|---|---|\n";

    @Test
    void optionsAreThoseOfTheReferenceConfiguration() throws IOException {
        Config reference =
                ConfigFactory.parseFile(Path.of("conf/reference.conf").toFile());
        String table = reference.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().origin().lineNumber()))
                .map(ReadmeTest::line)
                .collect(Collectors.joining("", HEAD, ""));
        assertThat(Files.readString(Path.of("README.md")))
                .contains("<!-- options: as in conf/reference.conf -->\n" + table + "<!-- end of options -->\n");
    }

    private static String line(Map.Entry<String, ConfigValue> option) {
        String meaning = option.getValue().origin().comments().stream()
                .map(String::strip)
                .collect(Collectors.joining(" "));
        return "| `%s` | `%s` | %s |\n"
                .formatted(option.getKey(), option.getValue().unwrapped(), meaning);
    }
}
