package io.github.lrmfspark.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;

/**
 * Keeps a second run from writing an output: a file beside it, {@code .NAME.lock}, that its holder writes again every few
 * seconds. A lock that is not written again for half a minute was left by a run that was killed, and is taken over.
 *
 * <p>It keeps apart runs that were started twice by mistake, and is no fence: a holder that stands still for so long loses it
 * unawares, and where a file system cannot create a file exclusively two runs of the same instant may both get it. No clock is
 * set beside another.
 */
public final class OutputLock implements AutoCloseable {
    static final String SUFFIX = ".lock";

    private static final Duration RENEWED_EVERY = Duration.ofSeconds(5);

    private final FileContext files;
    private final Place lock;
    private final byte[] content;
    private final MadeDirectories made;
    private final ScheduledExecutorService renewing;
    private final ScheduledFuture<?> renewal;

    private OutputLock(Place lock, String holder, Duration renewed) throws IOException {
        this.files = lock.context();
        this.lock = lock;
        this.content = HeldLock.content(holder);
        this.made = MadeDirectories.make(lock.parent());
        try {
            write(create());
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            made.removeIfEmpty();
            throw e;
        }
        this.renewing = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lock of " + lock);
            thread.setDaemon(true);
            return thread;
        });
        this.renewal = renewing.scheduleWithFixedDelay(
                this::renew, renewed.toMillis(), renewed.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Takes the locks of all outputs or none. Where there are some already, waits for all of these together until they were
     * written again or can be taken over, for half a minute at most.
     *
     * @param holder who takes them, in words for whoever is refused
     * @param notice hears of a wait
     * @throws InvalidInputException if another run holds one, or one cannot be written
     */
    public static List<OutputLock> take(List<Place> outputs, String holder, Consumer<String> notice) {
        return take(outputs, holder, notice, RENEWED_EVERY);
    }

    static List<OutputLock> take(List<Place> outputs, String holder, Consumer<String> notice, Duration renewed) {
        List<OutputLock> taken = new ArrayList<>();
        try {
            List<HeldLock> held = tryToTake(outputs, holder, renewed, taken);
            if (!held.isEmpty()) {
                HeldLock.awaitLeft(held, notice, renewed);
                List<Place> left = held.stream().map(HeldLock::output).toList();
                for (HeldLock again : tryToTake(left, holder, renewed, taken)) {
                    throw again.refusal();
                }
            }
            return taken;
        } catch (IOException e) {
            giveBack(taken);
            throw new InvalidInputException(
                    "Expected outputs that can be locked; found one that cannot: " + ExceptionMessages.of(e), e);
        } catch (RuntimeException e) {
            giveBack(taken);
            throw e;
        }
    }

    /** Gives locks back, the last one first: directories that were made for an earlier one are empty only then. */
    public static void giveBack(List<OutputLock> taken) {
        List<OutputLock> lastFirst = new ArrayList<>(taken);
        Collections.reverse(lastFirst);
        lastFirst.forEach(OutputLock::close);
    }

    /** Takes what can be taken, and returns the rest. */
    private static List<HeldLock> tryToTake(
            List<Place> outputs, String holder, Duration renewed, List<OutputLock> taken) throws IOException {
        List<HeldLock> held = new ArrayList<>();
        for (Place output : outputs) {
            try {
                taken.add(new OutputLock(output.beside(SUFFIX), holder, renewed));
            } catch (FileAlreadyExistsException e) {
                held.add(new HeldLock(output));
            }
        }
        return held;
    }

    /**
     * Creates the file.
     *
     * @throws FileAlreadyExistsException if there is one. HDFS has another exception for one that its writer has not closed: a
     *     holder that writes it again at this instant, or one that was killed while it did
     */
    private OutputStream create() throws IOException {
        try {
            return FileStep.take(() -> files.create(lock.path(), EnumSet.of(CreateFlag.CREATE)));
        } catch (IOException e) {
            if (lock.type() != Place.Type.FILE) {
                throw e;
            }
            FileAlreadyExistsException there = new FileAlreadyExistsException(lock.toString());
            there.initCause(e);
            throw there;
        }
    }

    /** Writes the file that was created, or removes it. */
    private void write(OutputStream created) throws IOException {
        try {
            FileStep.take(() -> fill(created));
        } catch (IOException e) {
            files.delete(lock.path(), false);
            throw e;
        }
    }

    private Place fill(OutputStream created) throws IOException {
        try (OutputStream out = created) {
            out.write(content);
        }
        return lock;
    }

    private void renew() {
        try {
            FileStep.take(() -> fill(files.create(lock.path(), EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE))));
        } catch (IOException | RuntimeException e) {
            // the next renewal may succeed, and nothing depends on this one
        }
    }

    /** Gives the lock back, and removes the directories that were made for it and are empty. */
    @Override
    public void close() {
        renewal.cancel(false);
        renewing.shutdown();
        try {
            if (renewing.awaitTermination(RENEWED_EVERY.toSeconds(), TimeUnit.SECONDS)) {
                files.delete(lock.path(), false);
                made.removeIfEmpty();
            }
        } catch (IOException e) {
            // it is not written again, so the next run takes it over; what this run did or said counts
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
