package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path folder;

    private OutputLock take(String holder) {
        return OutputLock.take(new Configuration(), folder.resolve("sets/out").toString(), holder, SHORT);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("sets"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aLockThatIsHeldIsRefusedWithItsHolder() {
        try (OutputLock lock = take("the first run")) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> take("the second run"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("sets/out'; found one: the first run.");
        }
    }

    @Test
    void aLockThatWasGivenBackLeavesNothing() throws IOException {
        take("the first run").close();
        assertThat(folder.resolve("sets")).doesNotExist();
        Files.createDirectory(folder.resolve("sets"));
        take("the second run").close();
        assertThat(files()).isEmpty();
    }

    @Test
    void aLockOfARunThatWasKilledIsTakenOver() throws IOException {
        Files.createDirectory(folder.resolve("sets"));
        Path left = Files.writeString(folder.resolve("sets/.out.lock"), "a run that was killed");
        try (OutputLock lock = take("the next run")) {
            assertThat(lock).isNotNull();
            assertThat(left).hasContent("the next run");
        }
        assertThat(files()).isEmpty();
    }
}
