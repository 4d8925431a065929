package io.github.lrmfspark.data;

import java.io.Serializable;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.LongsSketch;

/** Tells in one pass and bounded room at most how often the commonest of many vectors occurs, by a sketch of frequent items. */
final class CopiesSketch implements Serializable {
    private static final int COUNTERS = 4096;

    private final LongsSketch hashes;

    CopiesSketch() {
        this(new LongsSketch(COUNTERS));
    }

    private CopiesSketch(LongsSketch hashes) {
        this.hashes = hashes;
    }

    void add(long hash) {
        hashes.update(hash);
    }

    void merge(CopiesSketch other) {
        hashes.merge(other.hashes);
    }

    /** Of the commonest vector; exact for up to 3,072 distinct ones, else above by a {@code 1/1170} of the rows at most. */
    long atMost() {
        LongsSketch.Row[] first = hashes.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES);
        return first.length == 0 ? hashes.getMaximumError() : first[0].getUpperBound();
    }

    private Object writeReplace() {
        return new Text(hashes.serializeToString());
    }

    /** A sketch on its way between machines. */
    private record Text(String sketch) implements Serializable {
        private Object readResolve() {
            return new CopiesSketch(LongsSketch.getInstance(sketch));
        }
    }
}
