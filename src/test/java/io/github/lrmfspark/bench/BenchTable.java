package io.github.lrmfspark.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Comparisons for the eye: rates per second with their spread, and the time of the cores for each pair or row. */
final class BenchTable {
    static final String HEADER = String.format(
            "%-60s %9s %6s %8s %9s %6s %8s %5s %5s %5s",
            "", "ours /s", "spread", "CPU us", "other /s", "spread", "CPU us", "bar", "ratio", "CPU");

    private BenchTable() {}

    static String line(Comparison c) {
        return String.format(
                Locale.ROOT,
                "%-60s %9.0f %5.0f%% %8.2f %9.0f %5.0f%% %8.2f %5.2f %5.2f %5.2f",
                c.name(),
                c.ours(),
                100 * c.oursSpread(),
                c.oursCpuMicros(),
                c.other(),
                100 * c.otherSpread(),
                c.otherCpuMicros(),
                c.bar(),
                c.ratio(),
                c.cpuRatio());
    }

    static String of(List<Comparison> comparisons) {
        return Stream.concat(Stream.of(HEADER), comparisons.stream().map(BenchTable::line))
                .collect(Collectors.joining("\n"));
    }
}
