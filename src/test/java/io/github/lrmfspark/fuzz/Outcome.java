package io.github.lrmfspark.fuzz;

import io.github.lrmfspark.job.JobInThisJvm;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * How one command of the job ended.
 *
 * @param words of the command line
 * @param code the exit code; meaningless where there are early faults
 * @param early what kept it from ending with a code: that it hung, or an error that passed by every handler
 */
record Outcome(List<String> words, int code, String out, String err, List<Fault> early) {
    static final int DONE = 0;
    static final int REFUSED = 2;
    static final int NOT_ALIGNED = 3;

    private static final Pattern TRACE = Pattern.compile("(?m)^\\s+at .*\\(.*\\)$|^Exception in thread");
    private static final Pattern TRAINED = Pattern.compile("(?m)^.*\\bstep [1-9][0-9]* of .*$");

    /** Runs a command; one that takes too long is stopped. */
    static Outcome of(Duration limit, List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        AtomicInteger code = new AtomicInteger(-1);
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread job = new Thread(
                () -> code.set(JobInThisJvm.run(
                        new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new))),
                "a command of the fuzz");
        job.setDaemon(true);
        job.setUncaughtExceptionHandler((thread, error) -> thrown.set(error));
        job.start();
        List<Fault> early = new ArrayList<>();
        try {
            job.join(limit.toMillis());
            if (job.isAlive()) {
                early.add(new Fault("hangs", "after " + limit + " it was at " + top(job)));
                stop(job);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Throwable error = thrown.get();
        if (early.isEmpty() && error != null) {
            early.add(new Fault("thrown", String.valueOf(error)));
        }
        return new Outcome(words, code.get(), out.toString(), err.toString(), List.copyOf(early));
    }

    private static String top(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .limit(40)
                .map(StackTraceElement::toString)
                .filter(frame -> frame.contains("lrmfspark"))
                .limit(3)
                .collect(Collectors.joining(", "));
    }

    @SuppressWarnings(
            "deprecation") // a loop without an end heeds nothing else, and would take a core from all that follows
    private static void stop(Thread job) throws InterruptedException {
        SparkSession.active().sparkContext().cancelAllJobs();
        job.interrupt();
        job.join(5_000);
        if (job.isAlive()) {
            job.stop();
            job.join(5_000);
        }
    }

    /** Whether it ended as if all was done. */
    boolean isDone() {
        return early.isEmpty() && (code == DONE || code == NOT_ALIGNED);
    }

    /** Whether it was refused. */
    boolean isRefused() {
        return early.isEmpty() && code == REFUSED;
    }

    /** What is wrong about the end itself: another code, a stack trace, no reason, a refusal after the training. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(early);
        if (early.isEmpty() && !isDone() && !isRefused()) {
            faults.add(new Fault("code " + code, firstLine()));
        }
        if (TRACE.matcher(err).find()) {
            faults.add(new Fault("stack trace", firstLine()));
        }
        if (isRefused() && err.isBlank()) {
            faults.add(new Fault("no reason", ""));
        }
        if (isRefused() && TRAINED.matcher(err).find()) {
            faults.add(new Fault("refused after the training", lastLine()));
        }
        return faults;
    }

    /** The first line that is no progress. */
    String firstLine() {
        return err.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    private String lastLine() {
        return err.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
    }

    /** What a person has to type to see it again. */
    String command() {
        return words.stream()
                .map(word -> word.matches("[\\w./=:@-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
