package io.github.lrmfspark.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A lock that was there already: one of a run that goes on, or one that a killed run left. */
final class HeldLock {
    private static final int MISSED_RENEWALS = 6;
    private static final long LOOKS_A_RENEWAL = 5;
    private static final int LOOKS_A_WRITE = 400;
    private static final long MILLIS_A_LOOK = 5;
    private static final String MARK = "lrmf-spark, ";
    private static final String MARK_OF_0_1 = "application ";
    private static final long GONE = -1;

    private final Place output;
    private final Place lock;
    private long written;
    private boolean writtenAgain;
    private int looks;
    private String content = "";

    HeldLock(Place output) throws IOException {
        this.output = output;
        this.lock = output.beside(OutputLock.SUFFIX);
        this.written = written();
    }

    /** What is written into a lock. */
    static byte[] content(String holder) {
        return (MARK + holder).getBytes(UTF_8);
    }

    /** What keeps an output from ever being locked: something in the lock's place that is none; empty if nothing. */
    static Optional<String> fault(Place output) throws IOException {
        Place lock = output.beside(OutputLock.SUFFIX);
        Place.Type type = lock.type();
        return type == Place.Type.NOTHING || (type == Place.Type.FILE && isOurs(read(lock)))
                ? Optional.empty()
                : Optional.of("Expected the lock of a run, or nothing, at '" + lock
                        + "'; found what no run of the job wrote. Choose another path");
    }

    /** Or the beginning of one, as a run that is killed may leave it. */
    private static boolean isOurs(String content) {
        return MARK.startsWith(content) || content.startsWith(MARK) || content.startsWith(MARK_OF_0_1);
    }

    /** The content of a lock; empty for the instant of a renewal, and when it was given back. */
    private static String read(Place lock) throws IOException {
        try (InputStream in = lock.open()) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (FileNotFoundException e) {
            return "";
        }
    }

    /**
     * Returns when locks are no longer there, after looking at all of them together; those that are not written again for as
     * long as a run that goes on would not let pass are deleted. One may be written once without a run that goes on: HDFS closes
     * a file whose writer was killed.
     *
     * @throws InvalidInputException if one is written twice
     */
    static void awaitLeft(List<HeldLock> all, Consumer<String> notice, Duration renewed) throws IOException {
        notice.accept("Another run left "
                + all.stream().map(held -> "'" + held.lock + "'").collect(Collectors.joining(", "))
                + ", or still goes on: waiting to see whether it is written again within "
                + renewed.multipliedBy(MISSED_RENEWALS).toSeconds() + " s.");
        List<HeldLock> left = new ArrayList<>(all);
        while (left.stream().anyMatch(HeldLock::mayBeWritten)) {
            sleep(renewed.toMillis() / LOOKS_A_RENEWAL);
            List<HeldLock> there = new ArrayList<>();
            for (HeldLock held : left) {
                if (held.isThere()) {
                    there.add(held);
                }
            }
            left = there;
        }
        for (HeldLock held : left) {
            held.delete();
        }
    }

    /** Whether it is not yet sure that no run writes it again. */
    private boolean mayBeWritten() {
        return looks < MISSED_RENEWALS * LOOKS_A_RENEWAL;
    }

    private static void sleep(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(Math.max(1, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a lock", e);
        }
    }

    private boolean isThere() throws IOException {
        if (content.isEmpty()) {
            content = read(lock);
        }
        long now = written();
        if (now != written && now != GONE) {
            if (writtenAgain) {
                throw refusal();
            }
            writtenAgain = true;
            written = now;
            looks = 0;
        }
        looks++;
        return now != GONE;
    }

    /** A renewal empties a lock for an instant, and after it, two busy seconds at most, the holder's name is there. */
    private void awaitContent() throws IOException {
        for (int look = 0; content.isEmpty() && look < LOOKS_A_WRITE; look++) {
            sleep(MILLIS_A_LOOK);
            content = read(lock);
        }
    }

    private long written() throws IOException {
        try {
            return lock.files().getFileStatus(lock.path()).getModificationTime();
        } catch (FileNotFoundException e) {
            return GONE;
        }
    }

    InvalidInputException refusal() throws IOException {
        awaitContent();
        String holder = content.startsWith(MARK) ? content.substring(MARK.length()) : content;
        return new InvalidInputException("Expected no other run that writes '" + output + "'; found one: " + holder
                + ". Wait until it has ended, or choose another output");
    }

    private void delete() throws IOException {
        Optional<String> fault = fault(output);
        if (fault.isPresent()) {
            throw new InvalidInputException(fault.get());
        }
        lock.context().delete(lock.path(), false);
    }

    Place output() {
        return output;
    }
}
