package io.github.lrmfspark.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Path;

/**
 * Keeps a second run from writing an output: a file beside it, {@code .NAME.lock}, that its holder writes again every few
 * seconds. A lock that is not written again for half a minute was left by a run that was killed, and is taken over.
 *
 * <p>It keeps apart runs that were started twice by mistake, and is no fence: a holder that stands still for so long loses it
 * unawares, and where a file system cannot create a file exclusively two runs of the same instant may both get it.
 */
public final class OutputLock implements AutoCloseable {
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(5);
    private static final int MISSED_RENEWALS = 6;
    private static final long LOOKS_A_RENEWAL = 5;

    private final FileContext files;
    private final Path lock;
    private final byte[] holder;
    private final ScheduledExecutorService renewing;
    private final ScheduledFuture<?> renewal;

    private OutputLock(FileContext files, Path lock, String holder, Duration renewed) throws IOException {
        this.files = files;
        this.lock = lock;
        this.holder = holder.getBytes(UTF_8);
        write(EnumSet.of(CreateFlag.CREATE));
        this.renewing = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lock of " + lock);
            thread.setDaemon(true);
            return thread;
        });
        this.renewal = renewing.scheduleWithFixedDelay(
                this::renew, renewed.toMillis(), renewed.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Takes the lock of an output. Where there is one already, waits until that was written again or is taken over.
     *
     * @param holder who takes it, in words for whoever is refused
     * @throws InvalidInputException if another run holds it
     */
    public static OutputLock take(Configuration hadoop, String output, String holder) {
        return take(hadoop, output, holder, RENEWED_EVERY);
    }

    static OutputLock take(Configuration hadoop, String output, String holder, Duration renewed) {
        Path path = ParquetSource.path(output);
        Path lock = new Path(path.getParent(), "." + path.getName() + ".lock");
        try {
            FileContext files = FileContext.getFileContext(lock.toUri(), hadoop);
            while (true) {
                try {
                    return new OutputLock(files, lock, holder, renewed);
                } catch (FileAlreadyExistsException held) {
                    awaitLeft(files, lock, output, renewed);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock the output '" + output + "' by '" + lock + "'", e);
        }
    }

    /** Returns when a lock is no longer there; one that is not written again is deleted. */
    private static void awaitLeft(FileContext files, Path lock, String output, Duration renewed) throws IOException {
        try {
            long written = files.getFileStatus(lock).getModificationTime();
            for (int look = 0; look < MISSED_RENEWALS * LOOKS_A_RENEWAL; look++) {
                TimeUnit.MILLISECONDS.sleep(Math.max(1, renewed.toMillis() / LOOKS_A_RENEWAL));
                if (files.getFileStatus(lock).getModificationTime() != written) {
                    throw new InvalidInputException("Expected no other run that writes '" + output + "'; found one: "
                            + read(files, lock) + ". Wait until it has ended, or choose another output");
                }
            }
            files.delete(lock, false);
        } catch (FileNotFoundException e) {
            // released meanwhile
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the lock '" + lock + "'", e);
        }
    }

    private static String read(FileContext files, Path lock) {
        try (InputStream in = files.open(lock)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "its lock '" + lock + "' is being written";
        }
    }

    private void write(EnumSet<CreateFlag> flags) throws IOException {
        try (OutputStream out = files.create(lock, flags, CreateOpts.createParent())) {
            out.write(holder);
        }
    }

    private void renew() {
        try {
            write(EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE));
        } catch (IOException e) {
            // the next renewal may succeed, and nothing depends on this one
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        renewal.cancel(false);
        renewing.shutdown();
        try {
            if (renewing.awaitTermination(RENEWED_EVERY.toSeconds(), TimeUnit.SECONDS)) {
                files.delete(lock, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the lock '" + lock + "'", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
