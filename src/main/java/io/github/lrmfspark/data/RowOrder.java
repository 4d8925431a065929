package io.github.lrmfspark.data;

/**
 * An endless order of n rows, reshuffled every epoch, that holds no list: position q = e·n + i is row π_e(i), where π_e is
 * a seeded bijection of {0 … n − 1}. Every row is visited once an epoch, and any position can be looked up alone.
 *
 * <p>π_e is a Feistel network on the next power of four, walked until it falls below n.
 *
 * <p>References: Black, Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002.
 */
public final class RowOrder {
    private static final int ROUNDS = 6;

    private final int rows;
    private final long seed;
    private final int halfBits;
    private final int halfMask;

    private RowOrder(int rows, long seed) {
        this.rows = rows;
        this.seed = seed;
        this.halfBits = Math.max(1, (33 - Integer.numberOfLeadingZeros(rows - 1)) / 2);
        this.halfMask = (1 << halfBits) - 1;
    }

    public static RowOrder of(int rows, long seed) {
        if (rows < 1) {
            throw new IllegalArgumentException("Expected at least one row to put in order; found " + rows);
        }
        return new RowOrder(rows, seed);
    }

    /** The row at a position, which counts on through the epochs from 0. */
    public int at(long position) {
        long epochSeed = Seeds.split(seed, position / rows);
        long place = position % rows;
        do {
            place = permute(place, epochSeed);
        } while (place >= rows);
        return (int) place;
    }

    private long permute(long place, long epochSeed) {
        int left = (int) (place >>> halfBits);
        int right = (int) place & halfMask;
        for (int round = 0; round < ROUNDS; round++) {
            int next = left ^ ((int) Seeds.split(epochSeed + round, right) & halfMask);
            left = right;
            right = next;
        }
        return ((long) left << halfBits) | right;
    }
}
