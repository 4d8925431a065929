package io.github.lrmfspark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputLockTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    /** Of one that meets a lock that is renewed every {@link #SHORT}: several of those may be late. */
    private static final Duration PATIENT = Duration.ofMillis(500);

    private final List<String> notices = new ArrayList<>();

    @TempDir
    private Path folder;

    private OutputLock take(String holder) {
        return take(List.of("out"), holder).get(0);
    }

    private List<OutputLock> take(List<String> names, String holder) {
        return take(names, holder, SHORT);
    }

    private List<OutputLock> take(List<String> names, String holder, Duration renewed) {
        List<Place> places = names.stream()
                .map(name -> Place.of(
                        new Configuration(), folder.resolve("sets/" + name).toString()))
                .toList();
        return OutputLock.take(places, holder, notices::add, renewed);
    }

    private Path leave(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve("sets"));
        return Files.writeString(folder.resolve("sets/." + name + ".lock"), content);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("sets"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aLockThatIsHeldIsRefusedWithItsHolder() throws IOException {
        OutputLock lock = take("the first run");
        try {
            assertThat(files()).contains(".out.lock");
            assertThatThrownBy(() -> take(List.of("out"), "the second run", PATIENT))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("sets/out'; found one: the first run.");
        } finally {
            lock.close();
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
        Path left = leave("out", "lrmf-spark, a run that was killed");
        OutputLock lock = take("the next run");
        try {
            assertThat(left).hasContent("lrmf-spark, the next run");
        } finally {
            lock.close();
        }
        assertThat(files()).isEmpty();
    }

    /** As HDFS does when the lease of its writer ends. */
    @Test
    void aLockThatIsWrittenOnceMoreIsTakenOverToo() throws IOException {
        Path left = leave("out", "lrmf-spark, a run that was killed");
        FileTime later = FileTime.fromMillis(Files.getLastModifiedTime(left).toMillis() + 60_000);
        Place place = Place.of(new Configuration(), folder.resolve("sets/out").toString());
        Consumer<String> closing = notice -> {
            try {
                Files.setLastModifiedTime(left, later);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        OutputLock.take(List.of(place), "the next run", closing, SHORT).get(0).close();
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lrmf-", "lrmf-spark, a killed one", "application local-1, process 7@host, since 2026"})
    void locksOfKilledRunsAreWaitedForTogether(String content) throws IOException {
        List<String> names = List.of("a", "b", "c", "d");
        for (String name : names) {
            leave(name, content);
        }
        long start = System.nanoTime();
        take(names, "the next run").forEach(OutputLock::close);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT.multipliedBy(6));
        assertThat(notices).singleElement().asString().contains(".a.lock").contains(".d.lock");
        assertThat(files()).isEmpty();
    }

    @Test
    void ifOneIsHeldNoneIsKept() throws IOException {
        OutputLock held = take("the first run");
        try {
            assertThat(files()).contains(".out.lock");
            assertThatThrownBy(() -> take(List.of("a", "out"), "the second run", PATIENT))
                    .hasMessageContaining("found one: the first run.");
            assertThat(folder.resolve("sets/.a.lock")).doesNotExist();
        } finally {
            held.close();
        }
    }

    @Test
    void aForeignLockStaysAndIsRefused() throws IOException {
        Path foreign = leave("out", "1234");
        assertThatThrownBy(() -> take("the next run")).isInstanceOf(InvalidInputException.class);
        assertThat(foreign).hasContent("1234");
    }

    @Test
    void aFileInThePlaceOfAParentIsRefusedAtOnce() throws IOException {
        Files.writeString(folder.resolve("sets"), "a file");
        assertThatThrownBy(() -> take("a run"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Expected outputs that can be locked");
    }

    @Test
    void severalLeaveNothingBehind() {
        OutputLock.giveBack(take(List.of("one", "two"), "a run"));
        assertThat(folder).isEmptyDirectory();
    }
}
