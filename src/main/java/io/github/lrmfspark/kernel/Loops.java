package io.github.lrmfspark.kernel;

/**
 * Element-wise functions in multiplications and additions alone, so that the JIT compiler vectorises them, and sums in
 * double.
 */
final class Loops {
    private static final float BOUND = (float) Kernels.LOG_SCALE_BOUND;
    /** Beyond this, tanh is ±1 in float32. */
    private static final float TANH_END = 7.90531110763549805f;

    private Loops() {}

    /**
     * r ← c tanh(r / c), c the bound of the log-scale. The rational approximation of odd degree 13 over even degree 6 that
     * Eigen uses (coefficients from its generic_fast_tanh_float); error below 5e-7 · c.
     */
    static void bound(float[] r, int n) {
        for (int i = 0; i < n; i++) {
            float v = Math.max(-TANH_END, Math.min(TANH_END, r[i] * (1 / BOUND)));
            float q = v * v;
            float odd = 2.00018790482477e-13f + q * -2.76076847742355e-16f;
            odd = -8.60467152213735e-11f + q * odd;
            odd = 5.12229709037114e-08f + q * odd;
            odd = 1.48572235717979e-05f + q * odd;
            odd = 6.37261928875436e-04f + q * odd;
            odd = 4.89352455891786e-03f + q * odd;
            float even = 1.18534705686654e-04f + q * 1.19825839466702e-06f;
            even = 2.26843463243900e-03f + q * even;
            even = 4.89352518554385e-03f + q * even;
            r[i] = BOUND * v * odd / even;
        }
    }

    /** e = exp(s) for |s| ≤ c: the Taylor polynomial of degree 8 at s / 4, squared twice; relative error below 1e-6. */
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

    /** Σ v, in four running sums of double. */
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
}
