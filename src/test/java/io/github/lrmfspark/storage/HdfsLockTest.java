package io.github.lrmfspark.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks on HDFS, where a file that its writer has not closed is there, cannot be created, and may have no content yet. */
@Tag("cluster")
class HdfsLockTest {
    private static final String HOLDER = "the first run";

    @TempDir
    private static Path folder;

    private static MiniDFSCluster hdfs;

    @BeforeAll
    static void start() throws IOException {
        Configuration blocks = new Configuration();
        blocks.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
        hdfs = new MiniDFSCluster.Builder(blocks).numDataNodes(1).build();
    }

    @AfterAll
    static void stop() {
        hdfs.shutdown();
    }

    private static OutputLock take(String output, Consumer<String> notice) throws IOException {
        Place place = Place.of(hdfs.getFileSystem(), new org.apache.hadoop.fs.Path("/" + output));
        return OutputLock.take(List.of(place), "the next run", notice, Duration.ofMillis(100))
                .get(0);
    }

    private static org.apache.hadoop.fs.Path lock(String output) {
        return new org.apache.hadoop.fs.Path("/." + output + ".lock");
    }

    /** A client that creates a lock and writes a part of its content, all of which a datanode has or none. */
    private static OutputStream begun(FileSystem client, String output, int bytes) throws IOException {
        var out = client.create(lock(output));
        out.write(HeldLock.content(HOLDER), 0, bytes);
        out.hflush();
        return out;
    }

    /** Ends what was begun, and writes it again some times, as a holder does. */
    private static void goOn(FileSystem client, String output, OutputStream begun) {
        try {
            begun.close();
            for (int renewal = 0; renewal < 10; renewal++) {
                Thread.sleep(100);
                begun(client, output, HeldLock.content(HOLDER).length).close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 20})
    void oneThatAKilledRunWasWritingIsTakenOver(int bytes) throws IOException {
        String output = "killed-" + bytes;
        try (FileSystem killed = FileSystem.newInstance(hdfs.getURI(), new Configuration())) {
            OutputStream begun = begun(killed, output, bytes);
            try (OutputLock taken = take(output, notice -> {});
                    var in = hdfs.getFileSystem().open(lock(output))) {
                assertThat(taken).isNotNull();
                assertThat(new String(in.readAllBytes(), UTF_8)).endsWith("the next run");
            }
            assertThat(hdfs.getFileSystem().exists(lock(output))).isFalse();
            assertThatThrownBy(begun::close).isInstanceOf(IOException.class);
        }
    }

    @Test
    void oneThatItsHolderWritesAtThisInstantStaysAndIsRefused() throws IOException, InterruptedException {
        try (FileSystem holder = FileSystem.newInstance(hdfs.getURI(), new Configuration())) {
            OutputStream begun = begun(holder, "held", HeldLock.content(HOLDER).length);
            Thread renewals = new Thread(() -> goOn(holder, "held", begun));
            assertThatThrownBy(() -> take("held", notice -> renewals.start()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("found one: " + HOLDER);
            renewals.join();
            assertThat(hdfs.getFileSystem().exists(lock("held"))).isTrue();
        }
    }
}
