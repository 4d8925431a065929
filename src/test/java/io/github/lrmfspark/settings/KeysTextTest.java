package io.github.lrmfspark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written of the keys in {@code conf/} is what the rows say. With {@code -Dregenerate} the texts are written anew. */
class KeysTextTest {
    private enum Text {
        REFERENCE("conf/reference.conf") {
            @Override
            String in(String written) {
                return reference();
            }
        },
        PAGE("conf/README.md") {
            @Override
            String in(String written) {
                return written.replaceFirst("(?m)(^\\|.*\n)+", table().replace("\\", "\\\\"));
            }
        };

        private final Path path;

        Text(String path) {
            this.path = Path.of(path);
        }

        /** The file's text with what follows from the rows. */
        abstract String in(String written);
    }

    @ParameterizedTest
    @EnumSource(Text.class)
    void textsAreThoseOfTheRows(Text text) throws IOException {
        String written = Files.readString(text.path);
        String wanted = text.in(written);
        if (System.getProperty("regenerate") != null) {
            Files.writeString(text.path, wanted);
        }
        assertThat(Files.readString(text.path))
                .as("%s is written by mvn test -Dtest=KeysTextTest -Dregenerate", text.path)
                .isEqualTo(wanted);
    }

    private static String reference() {
        String head = """
                # Every key with its default. A --config FILE and then every --set key=value go before these.
                # auto: chosen by the dimension and the number of rows when the training starts.
                """;
        return Keys.all().stream()
                .map(Setting::section)
                .distinct()
                .map(KeysTextTest::section)
                .collect(Collectors.joining("", head, ""));
    }

    private static String section(String name) {
        return Keys.sections(name).stream()
                .map(row -> "  # %s%n  %s = %s%n"
                        .formatted(row.meaning(), row.key().substring(name.length() + 1), row.defaultText()))
                .collect(Collectors.joining("", "\n" + name + " {\n", "}\n"));
    }

    private static String table() {
        String head = """
                | key | default | may be | meaning |
                |---|---|---|---|
                """;
        return Keys.all().stream()
                .map(row -> "| `%s` | `%s` | %s | %s |%n"
                        .formatted(row.key(), row.defaultText(), row.expected(), row.meaning()))
                .collect(Collectors.joining("", head, ""));
    }
}
