package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedOutputTest {
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
                        Files.createDirectory(Path.of(directory)).resolve("part"), text));
    }

    private void assertOnly(String text) throws IOException {
        assertThat(folder.resolve("out/part")).hasContent(text);
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
                    Files.createDirectory(Path.of(directory));
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
    void oneThatMayNotReplaceLeavesTheOld() throws IOException {
        assertThatThrownBy(() -> write(SaveMode.ErrorIfExists, "new")).hasMessageContaining("Cannot write");
        assertOnly("old");
    }
}
