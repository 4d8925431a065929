package io.github.lrmfspark.data;

import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts and measures vectors one at a time; the scans of several partitions merge into that of the whole set. The first
 * rows of each fault, in reading order, are remembered by id.
 */
final class FeatureScan implements Serializable {

    private final Fault nulls = new Fault();
    private final Fault nonFinite = new Fault();
    private final TreeMap<Integer, Fault> byLength = new TreeMap<>();
    private final CopiesSketch copies = new CopiesSketch();
    private @Nullable RunningMarginals moments;
    private long seen;

    FeatureScan add(String id, float @Nullable [] vector, long hash) {
        long row = seen++;
        if (vector == null) {
            nulls.add(row, id);
            return this;
        }
        byLength.computeIfAbsent(vector.length, length -> new Fault()).add(row, id);
        if (moments == null) {
            moments = new RunningMarginals(vector.length);
        }
        if (!isFinite(vector)) {
            nonFinite.add(row, id);
        } else if (vector.length == moments.dimension()) {
            moments.add(vector);
            copies.add(hash);
        }
        return this;
    }

    FeatureScan merge(FeatureScan other) {
        nulls.merge(other.nulls);
        nonFinite.merge(other.nonFinite);
        copies.merge(other.copies);
        other.byLength.forEach((length, fault) ->
                byLength.computeIfAbsent(length, absent -> new Fault()).merge(fault));
        if (moments == null) {
            moments = other.moments;
        } else if (other.moments != null && other.moments.dimension() == moments.dimension()) {
            moments.merge(other.moments);
        }
        return this;
    }

    /** Whether there are rows to be named in a refusal. */
    boolean refuses(InvalidRows invalid) {
        return !faults("", invalid).isEmpty();
    }

    private List<String> faults(String what, InvalidRows invalid) {
        return Stream.concat(invalid == InvalidRows.ERROR ? invalidRows(what) : Stream.of(), lengths(what))
                .toList();
    }

    /**
     * @param what names the column and the set in messages
     * @throws InvalidInputException that lists every fault, or says that no row is left
     */
    FeatureStatistics statistics(String what, InvalidRows invalid) {
        List<String> faults = faults(what, invalid);
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        long dropped = nulls.count + nonFinite.count;
        if (moments == null || moments.count() == 0) {
            throw new InvalidInputException("Expected vectors in " + what + "; found "
                    + (dropped == 0 ? "no rows" : "no valid row, " + dropped + " dropped"));
        }
        return new FeatureStatistics(
                moments.count(), moments.dimension(), dropped, copies.atMost(), moments.marginals());
    }

    private Stream<String> invalidRows(String what) {
        return Stream.of(
                        nulls.describe("Expected no nulls in " + what + "; found %d null vectors (%s)"),
                        nonFinite.describe("Expected finite values of float32 in " + what
                                + "; found %d vectors with NaN or infinite values (%s)"))
                .flatMap(List::stream)
                .map(fault -> fault + ". Repair the rows or set data.invalid=drop");
    }

    /** Every length but the commonest is at fault. */
    private Stream<String> lengths(String what) {
        int expected = byLength.entrySet().stream()
                .max(Comparator.comparing(entry -> entry.getValue().count))
                .map(Map.Entry::getKey)
                .orElse(0);
        if (byLength.size() == 1 && expected == 0) {
            return Stream.of("Expected vectors of at least one value in " + what + "; found empty ones");
        }
        return byLength.entrySet().stream()
                .filter(entry -> entry.getKey() != expected)
                .map(entry -> "Expected vectors of length " + expected + " in " + what + "; found length "
                        + entry.getKey() + " in " + entry.getValue().count + " of them ("
                        + entry.getValue().ids() + ")");
    }

    private static boolean isFinite(float[] vector) {
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private record Example(int partition, long row, String id) implements Serializable {
        static final Comparator<Example> READING_ORDER =
                Comparator.comparingInt(Example::partition).thenComparingLong(Example::row);
    }

    /** A number of rows, and the first few of them. */
    private static final class Fault implements Serializable {
        private static final int REMEMBERED = 5;

        private final List<Example> first = new ArrayList<>();
        private long count;

        void add(long row, String id) {
            count++;
            if (first.size() < REMEMBERED) {
                first.add(new Example(TaskContext.getPartitionId(), row, id));
            }
        }

        void merge(Fault other) {
            count += other.count;
            first.addAll(other.first);
            first.sort(Example.READING_ORDER);
            first.subList(Math.min(REMEMBERED, first.size()), first.size()).clear();
        }

        List<String> describe(String format) {
            return count == 0 ? List.of() : List.of(String.format(format, count, ids()));
        }

        String ids() {
            return first.stream()
                    .map(Example::id)
                    .collect(Collectors.joining(", ", "", count > first.size() ? ", …" : ""));
        }
    }
}
