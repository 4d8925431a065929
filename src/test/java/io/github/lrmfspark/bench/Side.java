package io.github.lrmfspark.bench;

/** One side of a comparison: something that takes steps for a while and says how many. */
interface Side {
    /** What a side did: so many steps in so many seconds, of the clock and of the cores' time. */
    record Work(long steps, double seconds, double cpuSeconds) {
        double stepsPerSecond() {
            return steps / seconds;
        }

        double cpuMillis() {
            return 1e3 * cpuSeconds / steps;
        }
    }

    /** Takes steps for about {@code seconds}. */
    Work run(double seconds);
}
