package io.github.lrmfspark.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Ends a command in good order when its process is told to end, by SIGTERM, SIGINT or SIGHUP, at any moment until this is closed.
 * Spark's jobs are cancelled, and so the command fails where it is and removes what is unfinished, as after any failure; nobody
 * hears of that failure, nor of what Spark's threads say while they end, but one line says what was kept. The process ends with 128 and the number of the signal.
 */
public final class Shutdown implements AutoCloseable {
    /** Before Spark ends, which has 40, and Hadoop's file systems, which have 10. */
    private static final int PRIORITY = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable hook = this::run;
    private final Runnable silence;
    private final Runnable release;
    private final Runnable farewell;
    private volatile boolean begun;
    private volatile @Nullable SparkSession session;

    private Shutdown(Runnable silence, Runnable release, Runnable farewell) {
        this.silence = silence;
        this.release = release;
        this.farewell = farewell;
    }

    /**
     * Watches over a command that begins.
     *
     * @param release gives back what it holds, again if it has done so itself
     * @param kept what is to be said in the end
     */
    public static Shutdown of(Console out, Console err, Runnable release, Supplier<String> kept) {
        Shutdown shutdown = new Shutdown(
                () -> {
                    out.silence();
                    err.silence();
                    RedactedLog.silence();
                    System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
                },
                release,
                () -> err.last(kept.get()));
        ShutdownHookManager.get().addShutdownHook(shutdown.hook, PRIORITY);
        return shutdown;
    }

    /**
     * Tells of the session that the command is about to work in, whose jobs are cancelled from now on.
     *
     * @throws CancellationException if the process was told to end before
     */
    public void watch(SparkSession spark) {
        session = spark;
        if (begun) {
            throw new CancellationException("the process was told to end");
        }
    }

    private void run() {
        begun = true;
        silence.run();
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            do {
                cancelJobs();
            } while (!ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        release.run();
        farewell.run();
    }

    private void cancelJobs() {
        SparkSession spark = session;
        if (spark != null && !spark.sparkContext().isStopped()) {
            spark.sparkContext().cancelAllJobs();
        }
    }

    /** The command has ended by itself, or as it was told to. */
    @Override
    public void close() {
        ended.countDown();
        if (!ShutdownHookManager.get().isShutdownInProgress()) {
            ShutdownHookManager.get().removeShutdownHook(hook);
        }
    }
}
