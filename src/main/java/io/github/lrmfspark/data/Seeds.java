package io.github.lrmfspark.data;

/**
 * Seeds for one purpose each, split from a root seed. The mixing is the finaliser of SplitMix64.
 *
 * <p>References: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
 */
public final class Seeds {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Seeds() {}

    /** A seed for the part of {@code seed} that {@code purpose} names; different purposes give unrelated seeds. */
    public static long split(long seed, long purpose) {
        return mix(mix(seed) + (purpose + 1) * GOLDEN_GAMMA);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
