package io.github.lrmfspark.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** One side of a comparison: something that works for a while and says how many pairs or rows that were. */
interface Side {
    /** What a side did: so many pairs or rows in so many seconds, of the clock and of the cores' time. */
    record Work(long units, double seconds, double cpuSeconds) {
        double perSecond() {
            return units / seconds;
        }

        double cpuMicros() {
            return 1e6 * cpuSeconds / units;
        }
    }

    /** Works for about {@code seconds}, or until one step is over. */
    Work run(double seconds);

    /** This process, taking {@code step} again and again, each on so many {@code units}. */
    static Side of(Runnable step, long units) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return seconds -> {
            long start = System.nanoTime();
            long cpu = system.getProcessCpuTime();
            long end = start + (long) (1e9 * seconds);
            long steps = 0;
            while (System.nanoTime() - end < 0) {
                step.run();
                steps++;
            }
            return new Work(units * steps, (System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
        };
    }
}
