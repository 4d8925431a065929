package io.github.lrmfspark.kernel;

import java.util.Arrays;

/**
 * Loops over one column in an array: functions in few plain operations without branches, so that the JIT compiler
 * vectorises them, sums in float64, and sorting. Arguments named n count the elements in use, from the first on.
 */
final class Loops {
    /** Beyond this, tanh is ±1 in float32. */
    private static final float TANH_END = 7.905311f;

    private Loops() {}

    /**
     * r ← c tanh(r / c), with an error below 5e-7 · c. A rational approximation, odd of degree 13 over even of degree
     * 6, after |r / c| is cut at {@link #TANH_END}.
     *
     * <p>References: the coefficients are those of {@code generic_fast_tanh_float} in Eigen.
     *
     * @param r overwritten by the result
     * @param n how many elements
     * @param c above 0; 1 for tanh itself
     */
    static void tanh(float[] r, int n, float c) {
        float inverse = 1 / c;
        for (int i = 0; i < n; i++) {
            float v = Math.max(-TANH_END, Math.min(TANH_END, r[i] * inverse));
            float q = v * v;
            float odd = 2.000188e-13f + q * -2.7607684e-16f;
            odd = -8.604672e-11f + q * odd;
            odd = 5.1222973e-08f + q * odd;
            odd = 1.48572235e-05f + q * odd;
            odd = 0.00063726195f + q * odd;
            odd = 0.0048935246f + q * odd;
            float even = 0.00011853471f + q * 1.1982584e-06f;
            even = 0.0022684347f + q * even;
            even = 0.004893525f + q * even;
            r[i] = c * v * odd / even;
        }
    }

    /**
     * e = exp(s), for |s| ≤ {@link Kernels#LOG_SCALE_BOUND} only, with a relative error below 1e-6. The Taylor
     * polynomial of degree 8 at s / 4, squared twice.
     *
     * @param s log-scales of a coupling; only read
     * @param e their exponentials
     * @param n how many elements
     */
    static void exp(float[] s, float[] e, int n) {
        for (int i = 0; i < n; i++) {
            float u = s[i] * 0.25f;
            float p = 1 / 5040f + u * (1 / 40320f);
            p = 1 / 720f + u * p;
            p = 1 / 120f + u * p;
            p = 1 / 24f + u * p;
            p = 1 / 6f + u * p;
            p = 0.5f + u * p;
            p = 1 + u * p;
            p = 1 + u * p;
            p *= p;
            e[i] = p * p;
        }
    }

    /**
     * Σ v, in four running sums of float64 that are added at the end. The order is fixed, and so are the bits.
     *
     * @param v what is summed
     * @param n how many elements
     */
    static double sum(float[] v, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += v[i];
            b += v[i + 1];
            c += v[i + 2];
            d += v[i + 3];
        }
        for (; i < n; i++) {
            a += v[i];
        }
        return (a + b) + (c + d);
    }

    /**
     * The numbers of the elements of v in rising order, in the lower halves of {@code order}. The upper halves are what
     * is sorted by: a float's bits, with those of negative ones turned over, rise as the float does. Equal floats keep
     * their order.
     *
     * @param v what is ordered; left as it is
     * @param n how many elements
     * @param order at least n long; (int) order[i] is the number of the element of rank i
     */
    static void order(float[] v, int n, long[] order) {
        for (int i = 0; i < n; i++) {
            int bits = Float.floatToIntBits(v[i]);
            long rising = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
            order[i] = rising << 32 | i;
        }
        Arrays.sort(order, 0, n);
    }
}
