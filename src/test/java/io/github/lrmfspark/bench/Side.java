package io.github.lrmfspark.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** One side of a comparison: something that takes steps for a while and says how many. */
interface Side {
    /**
     * What a side did: so many steps in so many seconds, of the clock and of the cores' time.
     *
     * @param otherCpuSeconds of the cores' time, for what does not count as steps
     */
    record Work(long steps, double seconds, double cpuSeconds, double otherCpuSeconds) {
        Work(long steps, double seconds, double cpuSeconds) {
            this(steps, seconds, cpuSeconds, 0);
        }

        double allCpuSeconds() {
            return cpuSeconds + otherCpuSeconds;
        }

        double stepsPerSecond() {
            return steps / seconds;
        }

        double cpuMillis() {
            return 1e3 * cpuSeconds / steps;
        }
    }

    /** Works for about {@code seconds}. */
    Work run(double seconds);

    /** This process, taking {@code step} again and again. */
    static Side of(Runnable step) {
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
            return new Work(steps, (System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
        };
    }
}
