package io.github.lrmfspark.train;

/** Wall time, going on from what was counted before. */
final class Stopwatch {
    private final double before;
    private final long start = System.nanoTime();

    Stopwatch(double secondsBefore) {
        this.before = secondsBefore;
    }

    double seconds() {
        return before + (System.nanoTime() - start) / 1e9;
    }
}
