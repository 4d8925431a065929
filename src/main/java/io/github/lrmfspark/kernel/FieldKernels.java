package io.github.lrmfspark.kernel;

import java.util.Arrays;

/**
 * What a vector field's network and its integration need, and mixtures, in float32 on a CPU, a column at a time.
 *
 * <p>A continuous flow integrates dx/dt = f(x, t) and the divergence of f, which it estimates by εᵀ (∂f/∂x) ε with a
 * random ε. Its steps are scaled sums of slopes. The gradient of the divergence needs second derivatives of tanh.
 *
 * <p>References: Grathwohl, Chen, Bettencourt, Sutskever, Duvenaud, "FFJORD", ICLR 2019.
 */
abstract class FieldKernels extends MapKernels {

    /** @param rows the most rows that a matrix will have */
    FieldKernels(int rows) {
        super(rows);
    }

    @Override
    public void scale(double factor, Matrix m) {
        float f = (float) factor;
        for (int j = 0; j < m.columns(); j++) {
            take(m, j, x);
            for (int i = 0; i < m.rows(); i++) {
                x[i] *= f;
            }
            put(x, m, j);
        }
    }

    @Override
    public void add(double factor, Matrix from, Matrix to) {
        float f = (float) factor;
        int n = from.rows();
        for (int j = 0; j < from.columns(); j++) {
            take(from, j, x);
            take(to, j, y);
            for (int i = 0; i < n; i++) {
                y[i] += f * x[i];
            }
            put(y, to, j);
        }
    }

    @Override
    public void scaleRows(Matrix from, Matrix c, Matrix to) {
        int n = from.rows();
        take(c, 0, s);
        for (int j = 0; j < from.columns(); j++) {
            take(from, j, x);
            for (int i = 0; i < n; i++) {
                x[i] *= s[i];
            }
            put(x, to, j);
        }
    }

    @Override
    public void addRowDots(double factor, Matrix a, Matrix b, Matrix p) {
        float f = (float) factor;
        int n = a.rows();
        take(p, 0, s);
        for (int j = 0; j < a.columns(); j++) {
            take(a, j, x);
            take(b, j, y);
            for (int i = 0; i < n; i++) {
                s[i] += f * x[i] * y[i];
            }
        }
        put(s, p, 0);
    }

    /** Three passes over the columns: the largest of each row, the exponentials and their sum, the shares. */
    @Override
    public void logSumExp(Matrix from, Matrix p, Matrix w) {
        int n = from.rows();
        Arrays.fill(s, 0, n, Float.NEGATIVE_INFINITY);
        for (int j = 0; j < from.columns(); j++) {
            take(from, j, x);
            for (int i = 0; i < n; i++) {
                s[i] = Math.max(s[i], x[i]);
            }
        }
        Arrays.fill(t, 0, n, 0f);
        for (int j = 0; j < from.columns(); j++) {
            take(from, j, x);
            for (int i = 0; i < n; i++) {
                x[i] = (float) Math.exp(x[i] - s[i]);
                t[i] += x[i];
            }
            put(x, w, j);
        }
        take(p, 0, x);
        for (int i = 0; i < n; i++) {
            x[i] += s[i] + (float) Math.log(t[i]);
            t[i] = 1 / t[i];
        }
        put(x, p, 0);
        for (int j = 0; j < w.columns(); j++) {
            take(w, j, x);
            for (int i = 0; i < n; i++) {
                x[i] *= t[i];
            }
            put(x, w, j);
        }
    }

    /** By {@link Loops#tanh}, to within 5e-7. */
    @Override
    public void addBiasTanh(Matrix m, Matrix bias) {
        int n = m.rows();
        for (int j = 0; j < m.columns(); j++) {
            take(m, j, x);
            float b = at(bias, j);
            for (int i = 0; i < n; i++) {
                x[i] += b;
            }
            Loops.tanh(x, n, 1);
            put(x, m, j);
        }
    }

    @Override
    public void tanhBackward(Matrix h, Matrix dy, Matrix dx) {
        int n = h.rows();
        for (int j = 0; j < h.columns(); j++) {
            take(h, j, x);
            take(dy, j, y);
            for (int i = 0; i < n; i++) {
                y[i] *= 1 - x[i] * x[i];
            }
            put(y, dx, j);
        }
    }

    @Override
    public void tanhBackwardBackward(Matrix h, Matrix dy, Matrix ddx, Matrix dh) {
        int n = h.rows();
        for (int j = 0; j < h.columns(); j++) {
            take(h, j, x);
            take(dy, j, y);
            take(ddx, j, s);
            take(dh, j, t);
            for (int i = 0; i < n; i++) {
                t[i] -= 2 * x[i] * y[i] * s[i];
            }
            put(t, dh, j);
        }
    }
}
