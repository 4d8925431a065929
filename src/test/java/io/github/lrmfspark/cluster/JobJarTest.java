package io.github.lrmfspark.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.ThirdParties;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the job's jar, and under which licence. */
@Tag("cluster")
class JobJarTest {
    private static ZipFile jar;

    @BeforeAll
    static void open() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            jar = new ZipFile(built.filter(file -> file.toString().endsWith("-job.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toFile());
        }
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LICENSE", "NOTICE"})
    void itCarriesOurOwn(String name) throws IOException {
        assertThat(text(jar.getEntry("META-INF/" + name))).isEqualTo(Files.readString(Path.of(name)));
    }

    @Test
    void itCarriesTheListAndEveryLicence() throws IOException {
        try (Stream<Path> files = Files.walk(ThirdParties.FOLDER)) {
            List<Path> texts = files.filter(Files::isRegularFile).toList();
            assertThat(texts).hasSizeGreaterThan(2);
            for (Path file : texts) {
                String name = "META-INF/"
                        + ThirdParties.FOLDER.relativize(file).toString().replace('\\', '/');
                assertThat(text(jar.getEntry(name))).isEqualTo(Files.readString(file));
            }
        }
    }

    @Test
    void whatIsPackedIntoItsLibrariesIsListedToo() throws IOException {
        List<? extends ZipEntry> libraries = entries("META-INF/maven/.*/pom\\.properties");
        assertThat(libraries).isNotEmpty();
        for (ZipEntry entry : libraries) {
            Properties library = new Properties();
            library.load(new StringReader(text(entry)));
            String group = library.getProperty("groupId");
            if (!group.equals("io.github.lrmfspark")) {
                assertThat(ThirdParties.versions())
                        .containsEntry(group + ":" + library.getProperty("artifactId"), library.getProperty("version"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com/google/.*",
                "com/sun/jna/.*",
                "it/unimi/.*",
                "org/apache/.*/net/.*",
                "org/nd4j/shade/codehaus/.*",
                "org/nd4j/shade/jackson/data(format/xml|type)/.*",
                "org/nd4j/shade/protobuf/(common|compiler|util)/.*",
                "org/nd4j/shade/yaml/snakeyaml/constructor/.*",
                "org/threeten/.*",
                "oshi/.*"
            })
    void whatNothingCallsIsLeftOut(String names) {
        assertThat(entries(names)).isEmpty();
    }

    private static List<? extends ZipEntry> entries(String names) {
        return jar.stream().filter(entry -> entry.getName().matches(names)).toList();
    }

    private static String text(ZipEntry entry) throws IOException {
        return new String(jar.getInputStream(entry).readAllBytes(), UTF_8);
    }
}
