package io.github.lrmfspark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagedOutputTest {
    private static final String PART = "part-00000-3f2a8c54-9f0e-4b5d-8a63-0123456789ab-c000.snappy.parquet";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTheOldOne() {
        write(SaveMode.ErrorIfExists, "old");
    }

    private StagedOutput output(SaveMode mode) {
        return StagedOutput.at(new Configuration(), folder.resolve("out").toString(), mode);
    }

    private void write(SaveMode mode, String text) {
        output(mode)
                .write(directory -> Files.writeString(
                        Files.createDirectory(Path.of(URI.create(directory))).resolve(PART), text));
    }

    private void assertOnly(String text) throws IOException {
        assertThat(folder.resolve("out").resolve(PART)).hasContent(text);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("out"));
        }
    }

    @Test
    void aNewOneReplacesTheOld() throws IOException {
        write(SaveMode.Overwrite, "new");
        assertOnly("new");
    }

    @Test
    void oneThatFailsWhileItIsWrittenLeavesTheOld() throws IOException {
        assertThatThrownBy(() -> output(SaveMode.Overwrite).write(directory -> {
                    Files.createDirectory(Path.of(URI.create(directory)));
                    throw new IOException("No space left on device");
                }))
                .hasRootCauseMessage("No space left on device");
        assertOnly("old");
    }

    @Test
    void oneThatCannotBePutInPlaceLeavesTheOldThere() throws IOException {
        assertThatThrownBy(() -> output(SaveMode.Overwrite).write(directory -> {}))
                .hasRootCauseInstanceOf(FileNotFoundException.class);
        assertOnly("old");
    }

    @Test
    void aRehearsalTouchesNothing() throws IOException {
        Files.createDirectory(folder.resolve(".out.rehearsed"));
        Files.createFile(folder.resolve(".out.rehearsed/_SUCCESS"));
        StagedOutput.at(Place.of(new Configuration(), folder.resolve("out").toString()), Marks.SET, SaveMode.Overwrite)
                .rehearse();
        assertOnly("old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "out/thesis.txt",
                "out/deep/thesis.txt",
                "out/day=1/thesis.txt",
                "out/.thesis.crc",
                "out/_delta_log/0.json",
                "out/.hoodie/hoodie.properties",
                "out/metadata/v1.metadata.json",
                "out/part-0.parquet",
                "out/data_0.parquet",
                ".out.unfinished/thesis.txt",
                ".out.replaced/thesis.txt",
                ".out.rehearsed/thesis.txt",
                ".out.unfinished",
                ".out.replaced"
            })
    void whatNeitherTheJobNorSparkWroteStaysAndIsNamed(String foreign) throws IOException {
        Path file = folder.resolve(foreign);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "precious");
        List<String> before = files();
        assertThatThrownBy(() -> write(SaveMode.Overwrite, "new"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("found '" + folder)
                .hasMessageNotContaining("elete");
        assertThat(files()).isEqualTo(before);
        assertThat(file).hasContent("precious");
    }

    @Test
    void aLinkBelowIsForeign() throws IOException {
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.createSymbolicLink(folder.resolve("out/day=1"), precious);
        assertThatThrownBy(() -> write(SaveMode.Overwrite, "new")).hasMessageContaining("out/day=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "out/_SUCCESS",
                "out/_metadata",
                "out/._SUCCESS.crc",
                "out/.part-00001-3f2a8c54-9f0e-4b5d-8a63-0123456789ab-c000.snappy.parquet.crc",
                "out/day=1/site=a%3Ab/part-00001-3f2a8c54-9f0e-4b5d-8a63-0123456789ab.c000.zstd.parquet",
                "out/part-00001-3f2a8c54-9f0e-4b5d-8a63-0123456789ab_00000.c000.snappy.parquet",
                "out/part-r-00001-3f2a8c54-9f0e-4b5d-8a63-0123456789ab.gz.parquet",
                "out/_temporary/0/_temporary/attempt_202611290118_0001_m_000000_3/_SUCCESS",
                ".out.unfinished/_temporary/0/task_202611290118_0001_m_000000/day=1/_SUCCESS",
                ".out.replaced/day=1/_SUCCESS"
            })
    void whatSparkWroteIsReplaced(String file) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), "");
        write(SaveMode.Overwrite, "new");
        assertOnly("new");
    }

    @Test
    void anEmptyDirectoryIsUsed() throws IOException {
        Files.delete(folder.resolve("out").resolve(PART));
        write(SaveMode.Overwrite, "new");
        assertOnly("new");
    }

    @Test
    void aLinkIsFollowedAndStays() throws IOException {
        Files.createSymbolicLink(folder.resolve("latest"), Path.of("out"));
        StagedOutput.at(new Configuration(), folder.resolve("latest").toString(), SaveMode.Overwrite)
                .write(directory -> Files.writeString(
                        Files.createDirectory(Path.of(URI.create(directory))).resolve(PART), "new"));
        assertThat(folder.resolve("out").resolve(PART)).hasContent("new");
        assertThat(folder.resolve("latest")).isSymbolicLink();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void oneThatMayNotReplaceLeavesTheOld() throws IOException {
        assertThatThrownBy(() -> write(SaveMode.ErrorIfExists, "new")).hasMessageContaining("Cannot write");
        assertOnly("old");
    }
}
