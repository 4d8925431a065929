package io.github.lrmfspark.train;

/** Wall time by the JVM's monotonic clock, from its creation on, added to what was counted before a checkpoint. */
final class Stopwatch {
    private final double before;
    private final long start = System.nanoTime();

    /** @param secondsBefore where it begins to count; 0 for a new training */
    Stopwatch(double secondsBefore) {
        this.before = secondsBefore;
    }

    /** Seconds so far, before and since. */
    double seconds() {
        return before + (System.nanoTime() - start) / 1e9;
    }
}
