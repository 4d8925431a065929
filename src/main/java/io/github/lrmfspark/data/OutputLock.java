package io.github.lrmfspark.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
    private final List<Path> made;
    private final ScheduledExecutorService renewing;
    private final ScheduledFuture<?> renewal;

    private OutputLock(FileContext files, Path lock, String holder, Duration renewed) throws IOException {
        this.files = files;
        this.lock = lock;
        this.holder = holder.getBytes(UTF_8);
        this.made = missingParents(files, lock);
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

    /** The directories that a lock needs and that are not there, innermost first. */
    private static List<Path> missingParents(FileContext files, Path lock) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path at = lock.getParent(); at != null && !files.util().exists(at); at = at.getParent()) {
            missing.add(at);
        }
        return missing;
    }

    /** Returns when a lock is no longer there; one that is not written again is deleted. */
    private static void awaitLeft(FileContext files, Path lock, String output, Duration renewed) throws IOException {
        String holder = "";
        try {
            long written = files.getFileStatus(lock).getModificationTime();
            for (int look = 0; look < MISSED_RENEWALS * LOOKS_A_RENEWAL; look++) {
                if (holder.isEmpty()) { // as it is for the instant of a renewal
                    holder = read(files, lock);
                }
                TimeUnit.MILLISECONDS.sleep(Math.max(1, renewed.toMillis() / LOOKS_A_RENEWAL));
                if (files.getFileStatus(lock).getModificationTime() != written) {
                    throw new InvalidInputException("Expected no other run that writes '" + output + "'; found one: "
                            + holder + ". Wait until it has ended, or choose another output");
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

    private static String read(FileContext files, Path lock) throws IOException {
        try (InputStream in = files.open(lock)) {
            return new String(in.readAllBytes(), UTF_8);
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

    private void removeIfEmpty(List<Path> innermostFirst) throws IOException {
        for (Path directory : innermostFirst) {
            if (files.util().listStatus(directory).length == 0) {
                files.delete(directory, true); // checksums of written locks are in no listing
            }
        }
    }

    /** Gives the lock back, and removes the directories that were made for it and are empty. */
    @Override
    public void close() {
        renewal.cancel(false);
        renewing.shutdown();
        try {
            if (renewing.awaitTermination(RENEWED_EVERY.toSeconds(), TimeUnit.SECONDS)) {
                files.delete(lock, false);
                removeIfEmpty(made);
            }
        } catch (IOException e) {
            // it is not written again, so the next run takes it over; what this run did or said counts
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
