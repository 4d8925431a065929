package io.github.lrmfspark.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A process that a test has started, with what it prints in files; it and all its children end with {@link #close}. */
final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** For this process and all that come from it: where two cores start five JVMs, most of the time goes to compilers. */
    private static final Map<String, String> QUICK_START =
            Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    private final Process process;
    private final Path out;
    private final Path err;

    private Child(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param name of the files beside each other in {@code folder} */
    static Child start(Path folder, String name, Map<String, String> environment, List<String> words)
            throws IOException {
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(QUICK_START);
        builder.environment().putAll(environment);
        return new Child(builder.start(), out, err);
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    /** How often a word was printed on the standard error stream. */
    int count(String word) {
        return err().split(word, -1).length - 1;
    }

    /** This process and all that come from it. */
    List<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /** Its first descendant that runs a Java class. */
    ProcessHandle running(String mainClass) {
        return all().stream()
                .filter(handle -> handle.info().commandLine().orElse("").contains(mainClass))
                .reduce((parent, child) -> child)
                .orElseThrow(() -> new AssertionError("No process of " + mainClass + " in " + all()));
    }

    /** Waits for something; fails with what was printed if it does not come, or the process ends before. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("Waited for " + what + " in vain:\n" + out() + err());
            }
            Thread.sleep(100);
        }
    }

    /** The exit code. */
    int await() throws InterruptedException {
        return await(PATIENCE);
    }

    /** The exit code of a process that may take a while. */
    int await(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Still running after " + patience + ":\n" + out() + err());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
