package io.github.lrmfspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing grows with the steps of a training: not the arrays off the heap, nor what Spark and DL4J keep of rounds gone by. */
@Tag("long")
final class ResidentSizeTest {
    private static final int PATIENCE_MINUTES = 10;
    private static final double GROWTH = 1.02;

    @TempDir
    private Path directory;

    /**
     * In a JVM that has touched its whole heap at once, as much as Spark gives a driver or an executor by default, and has no
     * slow compiler, so that neither counts as growth, and that takes memory for native code from one arena.
     */
    @Test
    void tenThousandStepsTakeTheMemoryOfAThousand() throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        List<String> options = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1");
        ProcessBuilder builder = new ProcessBuilder(TestJvm.command(options, LongTraining.class.getName(), List.of()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly().onExit().join();
        }
        String printed = Files.readString(log);
        long[] resident = printed.lines()
                .filter(line -> line.matches("\\d+ \\d+"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .toArray();

        assertThat(process.exitValue()).as(printed).isZero();
        assertThat(resident).as(printed).hasSize(10);
        assertThat(resident[9] / (double) resident[0]).as(printed).isLessThan(GROWTH);
    }
}
