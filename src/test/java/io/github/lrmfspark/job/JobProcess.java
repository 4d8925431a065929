package io.github.lrmfspark.job;

import io.github.lrmfspark.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The job in a JVM of its own, which is killed when this is closed. */
final class JobProcess implements AutoCloseable {
    /** Goes before a command: what runs in the background of a shell ignores INT and HUP, and so does all that it starts. */
    static final List<String> HEEDING_SIGNALS =
            List.of("perl", "-e", "$SIG{INT} = $SIG{HUP} = 'DEFAULT'; exec @ARGV or die");

    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path log;

    /**
     * Starts it, without the slow compiler: most of such a short life would go to it.
     *
     * @param log a file for what it prints
     * @param options of the JVM
     */
    JobProcess(Path log, List<String> options, List<String> job) throws IOException {
        List<String> all = new ArrayList<>(TestJvm.sparkOptions());
        all.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
        all.addAll(options);
        this.log = log;
        List<String> command = new ArrayList<>(HEEDING_SIGNALS);
        command.addAll(TestJvm.command(all, Main.class.getName(), job));
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Waits for something; fails with what was printed if it does not come, or the process ends before. */
    void await(BooleanSupplier condition) throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("Waited in vain:\n" + printed());
            }
            Thread.sleep(20);
        }
    }

    /** The exit code. */
    int await() throws InterruptedException, IOException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Still running after " + PATIENCE_SECONDS + " s:\n" + printed());
        }
        return process.exitValue();
    }

    /** Sends it a signal, such as TERM. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "" + process.pid())
                .inheritIO()
                .start()
                .waitFor();
    }

    String printed() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
