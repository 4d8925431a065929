package io.github.lrmfspark.train;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Prints progress for a person who waits: at most one line in three seconds, and one for the last step of each
 * training.
 *
 * <p>A line has the training's name and its number among the job's phases, its step, the terms of the held-out loss in
 * nats per pair, pairs a second over all workers, and the time left of the training and of all. The phases are the
 * trainings and one more, {@link #last}.
 *
 * <p>Used on the driver, from the thread that trains. Not thread-safe.
 */
public final class ConsoleProgress implements ProgressListener {
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final PrintWriter out;
    private long next = System.nanoTime();
    private String phase = "";
    private int number;
    private int trainings;

    /**
     * A listener that prints.
     *
     * @param out where to; it should flush by itself at each line
     */
    public ConsoleProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void phase(String name, int number, int count) {
        phase = name;
        this.number = number;
        this.trainings = count;
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
                "%s (%d of %d): step %d of %d  %s  %.0f pairs/s  %s left, about %s of all %d trainings%n",
                phase,
                number,
                trainings + 1,
                progress.step(),
                progress.steps(),
                progress.terms(),
                progress.pairsPerSecond(),
                clock(progress.left()),
                clock(progress.leftOfAll()),
                trainings);
    }

    @Override
    public void dropped(int round) {
        out.printf(Locale.ROOT, "%s: round %d was not finite and is dropped%n", phase, round);
    }

    /**
     * The trainings are done, and the job's last phase begins: prints its name and number.
     *
     * @param name what the phase is called
     */
    public void last(String name) {
        out.printf(Locale.ROOT, "%s (%d of %d)%n", name, trainings + 1, trainings + 1);
    }

    private static String clock(Duration left) {
        return left.toHours() > 0
                ? String.format(Locale.ROOT, "%d h %02d min", left.toHours(), left.toMinutesPart())
                : String.format(Locale.ROOT, "%d min %02d s", left.toMinutes(), left.toSecondsPart());
    }
}
