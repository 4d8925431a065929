package io.github.lrmfspark.kernel;

import java.util.Arrays;

/**
 * The element-wise primitives in float32 on a CPU, but for maps ({@link MapKernels}) and vector fields ({@link
 * FieldKernels}).
 *
 * <p>Each is one fused pass. It takes one stored column at a time into an array of the heap, where the JIT compiler
 * vectorises the loop, and puts it back. Nothing is allocated per call.
 *
 * <p>The arrays are shared by all primitives: x, y, s, t and sum of floats, two orders of longs, 36 bytes for each
 * reserved row. A matrix of more rows fails with {@link IndexOutOfBoundsException}.
 */
abstract class ColumnKernels extends SplineKernels {
    private static final float HALF_LOG_2_PI = (float) (0.5 * Math.log(2 * Math.PI));

    float[] x = new float[0];
    float[] y = new float[0];
    float[] s = new float[0];
    float[] t = new float[0];
    float[] sum = new float[0];
    private long[] xOrder = new long[0];
    private long[] yOrder = new long[0];

    /** @param rows the most rows that a matrix will have; {@link #reserve} may raise it */
    ColumnKernels(int rows) {
        reserve(rows);
    }

    @Override
    public final void reserve(int rows) {
        if (x.length < rows) {
            x = new float[rows];
            y = new float[rows];
            s = new float[rows];
            t = new float[rows];
            sum = new float[rows];
            xOrder = new long[rows];
            yOrder = new long[rows];
        }
    }

    /** Copies a column [N] of a matrix into the beginning of an array. */
    static void take(Matrix from, int column, float[] into) {
        from.floats().get(column * from.leading(), into, 0, from.rows());
    }

    /** Copies the beginning of an array into a column [N] of a matrix. */
    static void put(float[] from, Matrix into, int column) {
        into.floats().put(column * into.leading(), from, 0, into.rows());
    }

    /** Element j of a row vector [1, D]. */
    static float at(Matrix row, int column) {
        return row.floats().get(column * row.leading());
    }

    /** Sets element j of a row vector [1, D]. */
    static void set(Matrix row, int column, float value) {
        row.floats().put(column * row.leading(), value);
    }

    @Override
    public void copy(Matrix from, Matrix into) {
        for (int j = 0; j < from.columns(); j++) {
            take(from, j, x);
            put(x, into, j);
        }
    }

    @Override
    public void permute(Matrix from, int[] order, Matrix into) {
        for (int j = 0; j < order.length; j++) {
            take(from, order[j], x);
            put(x, into, j);
        }
    }

    @Override
    public void addColumns(Matrix from, int[] which, Matrix to, int[] into) {
        int n = from.rows();
        for (int k = 0; k < which.length; k++) {
            take(from, which[k], x);
            take(to, into[k], y);
            for (int i = 0; i < n; i++) {
                y[i] += x[i];
            }
            put(y, to, into[k]);
        }
    }

    @Override
    public void addBias(Matrix m, Matrix bias) {
        int n = m.rows();
        for (int j = 0; j < m.columns(); j++) {
            take(m, j, x);
            float b = at(bias, j);
            for (int i = 0; i < n; i++) {
                x[i] += b;
            }
            put(x, m, j);
        }
    }

    @Override
    public void addBiasRelu(Matrix m, Matrix bias) {
        int n = m.rows();
        for (int j = 0; j < m.columns(); j++) {
            take(m, j, x);
            float b = at(bias, j);
            for (int i = 0; i < n; i++) {
                x[i] = Math.max(0f, x[i] + b);
            }
            put(x, m, j);
        }
    }

    /** Multiplies by 1 where h > 0 and by 0 elsewhere; a branch would be guessed wrongly for every other number. */
    @Override
    public void reluBackward(Matrix h, Matrix dx, Matrix db) {
        int n = h.rows();
        for (int j = 0; j < h.columns(); j++) {
            take(h, j, x);
            take(dx, j, y);
            for (int i = 0; i < n; i++) {
                y[i] *= Math.max(0f, Math.min(1f, x[i] * Float.MAX_VALUE));
            }
            put(y, dx, j);
        }
        columnSums(dx, db);
    }

    /** Adds one number, rounded to float32, to every element of a column vector [N, 1]. */
    final void addConstant(double value, Matrix column) {
        float v = (float) value;
        take(column, 0, sum);
        for (int i = 0; i < column.rows(); i++) {
            sum[i] += v;
        }
        put(sum, column, 0);
    }

    @Override
    public void addLogNormal(Matrix z, Matrix p) {
        int n = z.rows();
        float constant = z.columns() * HALF_LOG_2_PI;
        take(p, 0, sum);
        Arrays.fill(y, 0, n, 0f);
        for (int j = 0; j < z.columns(); j++) {
            take(z, j, x);
            for (int i = 0; i < n; i++) {
                y[i] += x[i] * x[i];
            }
        }
        for (int i = 0; i < n; i++) {
            sum[i] -= 0.5f * y[i] + constant;
        }
        put(sum, p, 0);
    }

    @Override
    public void logNormalBackward(Matrix z, Matrix dp, Matrix dz) {
        int n = z.rows();
        take(dp, 0, sum);
        for (int j = 0; j < z.columns(); j++) {
            take(z, j, x);
            for (int i = 0; i < n; i++) {
                x[i] *= -sum[i];
            }
            put(x, dz, j);
        }
    }

    /** Sorts both columns by {@link Loops#order}, so that equal numbers keep the order of their rows. */
    @Override
    public double matchSorted(Matrix p, Matrix q, Matrix d) {
        int n = p.rows();
        double squares = 0;
        for (int j = 0; j < p.columns(); j++) {
            take(p, j, x);
            take(q, j, y);
            Loops.order(x, n, xOrder);
            Loops.order(y, n, yOrder);
            for (int i = 0; i < n; i++) {
                float difference = x[(int) xOrder[i]] - y[(int) yOrder[i]];
                s[(int) xOrder[i]] = difference;
                squares += difference * difference;
            }
            put(s, d, j);
        }
        return squares;
    }

    /** {@inheritDoc} Makes room for its rows by itself. */
    @Override
    public void fill(Matrix m, double value) {
        reserve(m.rows());
        Arrays.fill(x, 0, m.rows(), (float) value);
        for (int j = 0; j < m.columns(); j++) {
            put(x, m, j);
        }
    }

    /** Sums each column in float64 and adds up the sums. */
    @Override
    public double sum(Matrix m) {
        double total = 0;
        for (int j = 0; j < m.columns(); j++) {
            take(m, j, x);
            total += Loops.sum(x, m.rows());
        }
        return total;
    }

    @Override
    public void load(float[] values, int offset, int stride, Matrix m) {
        for (int j = 0; j < m.columns(); j++) {
            for (int i = 0, at = offset + j; i < m.rows(); i++, at += stride) {
                x[i] = values[at];
            }
            put(x, m, j);
        }
    }

    @Override
    public void store(Matrix m, int rows, float[] values, int offset, int stride) {
        for (int j = 0; j < m.columns(); j++) {
            take(m, j, x);
            for (int i = 0, at = offset + j; i < rows; i++, at += stride) {
                values[at] = x[i];
            }
        }
    }
}
