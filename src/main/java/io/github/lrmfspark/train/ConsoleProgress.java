package io.github.lrmfspark.train;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Prints a line of progress every few seconds. */
public final class ConsoleProgress implements ProgressListener {
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final PrintWriter out;
    private long next = System.nanoTime();
    private String phase = "";

    public ConsoleProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void phase(String name) {
        phase = name + ": ";
        next = System.nanoTime();
    }

    @Override
    public void notice(String line) {
        out.println(line);
    }

    @Override
    public void progress(Progress progress) {
        long now = System.nanoTime();
        if (now - next < 0 && !progress.done()) {
            return;
        }
        next = now + PAUSE.toNanos();
        out.printf(
                Locale.ROOT,
                "%sstep %d of %d  %s  %.0f pairs/s  %s left%n",
                phase,
                progress.step(),
                progress.steps(),
                progress.terms(),
                progress.pairsPerSecond(),
                clock(progress.left()));
    }

    @Override
    public void dropped(int round) {
        out.printf(Locale.ROOT, "%sround %d was not finite and is dropped%n", phase, round);
    }

    private static String clock(Duration left) {
        return left.toHours() > 0
                ? String.format(Locale.ROOT, "%d h %02d min", left.toHours(), left.toMinutesPart())
                : String.format(Locale.ROOT, "%d min %02d s", left.toMinutes(), left.toSecondsPart());
    }
}
