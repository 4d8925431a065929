package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration may include. Beside its folder lies a file that it may not read. */
class ConfigurationFileTest {
    private static final String SECRET = "top-secret-words";

    @TempDir
    private Path top;

    private Path folder;

    @BeforeEach
    void layOut() throws IOException {
        folder = top.resolve("conf");
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(top.resolve("foreign.conf"), "training.seed = " + SECRET);
        Files.writeString(folder.resolve("b.conf"), "training.seed = 7");
        Files.writeString(folder.resolve("sub/c.conf"), "include \"d\"");
        Files.writeString(folder.resolve("sub/d.json"), "{\"training\": {\"seed\": 7}}");
        Files.createSymbolicLink(folder.resolve("same.conf"), folder.resolve("b.conf"));
        Files.createSymbolicLink(folder.resolve("out.conf"), top.resolve("foreign.conf"));
        Files.createSymbolicLink(folder.resolve("up"), top);
    }

    private Settings load(String text) throws IOException {
        return Configuration.load(
                Files.writeString(folder.resolve("a.conf"), text.replace("TOP", top.toString())), Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"b.conf\"",
                "include \"b\"",
                "include required(\"b.conf\")",
                "include \"same.conf\"",
                "include \"sub/c.conf\"",
                "include \"sub/../b.conf\"",
                "include file(\"TOP/conf/b.conf\")",
                "include required(file(\"TOP/conf/sub/c.conf\"))",
                "training { include \"e.conf\" }",
                "include \"absent.conf\"\ntraining.seed = 7",
            })
    void filesBelowItsFolderAreIncluded(String text) throws IOException {
        Files.writeString(folder.resolve("e.conf"), "seed = 7");
        assertThat(load(text).get(Keys.TRAINING_SEED)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include url(\"http://127.0.0.1:9/x.conf\")",
                "include url(\"file:TOP/foreign.conf\")",
                "include \"http://127.0.0.1:9/x.conf\"",
                "include \"file:TOP/foreign.conf\"",
                "include classpath(\"io/github/lrmfspark/job/reference.conf\")",
                "include required(classpath(\"log4j2.properties\"))",
                "include \"../foreign.conf\"",
                "include \"../foreign\"",
                "include \"../absent.conf\"",
                "include \"TOP/foreign.conf\"",
                "include file(\"TOP/foreign.conf\")",
                "include required(file(\"/etc/passwd\"))",
                "include \"out.conf\"",
                "include \"up/foreign.conf\"",
                "include \"sub/../../foreign.conf\"",
                "training { include \"../foreign.conf\" }",
                "include file(\"/dev/zero\")",
            })
    void nothingElseIs(String text) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> load(text))
                .withMessageStartingWith("Expected includes of local files in '")
                .satisfies(e -> assertThat(e).hasMessageNotContaining(SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"a.conf\"",
                "include \"a.conf\"\ninclude \"a.conf\"",
                "include required(\"absent.conf\")",
                "include \"sub.conf\"\ninclude \"large.conf\"",
            })
    void circlesAndWhatIsMissingOrTooLargeAreRefused(String text) throws IOException {
        Files.writeString(folder.resolve("large.conf"), "#".repeat(2 << 20));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> load(text))
                .withMessageStartingWith("Expected ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[", "a = {", "a = ["})
    void whatIsNestedTooDeeplyIsRefused(String opening) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> load("y = " + opening.repeat(50_000)))
                .withMessageStartingWith("Expected a ");
    }

    @Test
    void aFileWithoutEndIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Configuration.load(Path.of("/dev/zero"), Map.of()))
                .withMessageContaining("found more in '/dev/zero'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flow.kind = ${PATH}",
                "flow.kind = \"x\"${PATH}",
                "flow { kind = ${?PATH} }",
                "a = ${PATH}, flow.kind = ${a}"
            })
    void aValueOfTheEnvironmentIsNotShown(String text) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> load(text))
                .withMessageContaining("Expected flow.kind to be ")
                .satisfies(e -> assertThat(e).hasMessageNotContaining(System.getenv("PATH")));
    }

    @Test
    void theEnvironmentCountsAllTheSame() throws IOException {
        assertThat(load("training.seed = 7\ntraining.seed = ${?LRMF_SPARK_NO_SUCH_VARIABLE}")
                        .get(Keys.TRAINING_SEED))
                .isEqualTo(7);
    }
}
