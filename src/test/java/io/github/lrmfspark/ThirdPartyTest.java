package io.github.lrmfspark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.ThirdParties.Artifact;
import io.github.lrmfspark.ThirdParties.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever adds a library to the job's jar, or raises one, looks up its licence. */
class ThirdPartyTest {
    private static final Map<String, Part> LISTED = ThirdParties.listed();

    static Stream<Artifact> artifacts() {
        return ThirdParties.resolved().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("artifacts")
    void everyLibraryIsListedWithItsVersion(Artifact library) {
        assertThat(ThirdParties.versions()).containsEntry(library.name(), library.version());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("artifacts")
    void soIsEveryNativeLibraryInIt(Artifact library) throws IOException {
        try (ZipFile jar = new ZipFile(library.file().toFile())) {
            assertThat(LISTED.keySet())
                    .containsAll(jar.stream()
                            .flatMap(entry -> ThirdParties.nativeLibrary(entry.getName()).stream())
                            .toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("artifacts")
    void itsOwnNoticeIsInOurs(Artifact library) throws IOException {
        String ours = words(ThirdParties.text(Path.of("NOTICE")));
        try (ZipFile jar = new ZipFile(library.file().toFile())) {
            List<? extends ZipEntry> notices = jar.stream()
                    .filter(entry -> entry.getName().matches("(META-INF/)?NOTICE[^/]*"))
                    .toList();
            for (ZipEntry notice : notices) {
                assertThat(ours)
                        .contains(words(new String(jar.getInputStream(notice).readAllBytes(), UTF_8)));
            }
        }
    }

    @Test
    void nothingIsListedThatIsNotThere() {
        assertThat(LISTED.values().stream()
                        .filter(part -> part.name().contains(":"))
                        .filter(part -> !part.note().contains("with -Pcuda only"))
                        .filter(part -> !part.note().contains(" in "))
                        .map(Part::name))
                .isSubsetOf(artifacts().map(Artifact::name).toList());
    }

    @Test
    void everyLicenceHasItsTextAndEveryTextItsLicence() throws IOException {
        Set<String> named = LISTED.values().stream()
                .map(Part::licences)
                .flatMap(Collection::stream)
                .filter(licence -> !licence.equals("Apache-2.0"))
                .collect(Collectors.toSet());
        named.add("Arm-Compute-Library");
        try (Stream<Path> texts = Files.list(ThirdParties.FOLDER.resolve("licenses"))) {
            assertThat(texts.map(text -> text.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            named.stream().map(licence -> licence + ".txt").toList());
        }
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
