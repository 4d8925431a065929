package io.github.lrmfspark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How busy the cores of this machine have been since a moment, by the counters of Linux. */
final class Cores {
    private static final Path COUNTERS = Path.of("/proc/stat");
    private static final double TICKS_PER_SECOND = 100;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int GUEST = 8;

    private final double busyBefore = busySeconds();

    /** Seconds of all cores together that somebody used since this was made. */
    double used() {
        return busySeconds() - busyBefore;
    }

    private static double busySeconds() {
        try (var lines = Files.lines(COUNTERS)) {
            long[] ticks = Arrays.stream(lines.findFirst().orElseThrow().split(" +", -1))
                    .skip(1)
                    .limit(GUEST)
                    .mapToLong(Long::parseLong)
                    .toArray();
            return (Arrays.stream(ticks).sum() - ticks[IDLE] - ticks[WAITING]) / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
