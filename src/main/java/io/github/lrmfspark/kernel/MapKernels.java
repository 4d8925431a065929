package io.github.lrmfspark.kernel;

/**
 * The maps of bijectors and their gradients in float32 on a CPU, each in one fused pass over the columns. {@link
 * MapPrimitives} has the equations.
 *
 * <p>log|det| of a coupling is collected in float32, column after column; that of an affine map is one float64 sum for
 * all rows. Sums for gradients of parameters run in float64. tanh and exp are those of {@link Loops}.
 */
abstract class MapKernels extends ColumnKernels {
    private static final float BOUND = (float) LOG_SCALE_BOUND;
    private static final float INVERSE_SQUARED_BOUND = 1 / (BOUND * BOUND);

    /** @param rows the most rows that a matrix will have */
    MapKernels(int rows) {
        super(rows);
    }

    @Override
    public void affine(Matrix from, Matrix logScale, Matrix shift, Matrix into, Matrix logDet) {
        int n = from.rows();
        double total = 0;
        for (int j = 0; j < from.columns(); j++) {
            take(from, j, x);
            float e = (float) Math.exp(at(logScale, j));
            float b = at(shift, j);
            for (int i = 0; i < n; i++) {
                x[i] = e * x[i] + b;
            }
            put(x, into, j);
            total += at(logScale, j);
        }
        addConstant(total, logDet);
    }

    @Override
    public void affineBackward(
            Matrix from, Matrix logScale, Matrix dy, Matrix dLogDet, Matrix dx, Matrix ds, Matrix db) {
        int n = from.rows();
        double fromLogDet = sum(dLogDet);
        for (int j = 0; j < from.columns(); j++) {
            take(from, j, x);
            take(dy, j, y);
            float e = (float) Math.exp(at(logScale, j));
            set(db, j, (float) Loops.sum(y, n));
            for (int i = 0; i < n; i++) {
                y[i] *= e;
            }
            put(y, dx, j);
            for (int i = 0; i < n; i++) {
                y[i] *= x[i];
            }
            set(ds, j, (float) (Loops.sum(y, n) + fromLogDet));
        }
    }

    @Override
    public void affineInverse(Matrix from, Matrix logScale, Matrix shift, Matrix into, Matrix logDet) {
        int n = from.rows();
        double total = 0;
        for (int j = 0; j < from.columns(); j++) {
            take(from, j, y);
            float e = (float) Math.exp(-at(logScale, j));
            float b = at(shift, j);
            for (int i = 0; i < n; i++) {
                y[i] = e * (y[i] - b);
            }
            put(y, into, j);
            total += at(logScale, j);
        }
        addConstant(-total, logDet);
    }

    @Override
    public void affineInverseBackward(
            Matrix at, Matrix logScale, Matrix dx, Matrix dLogDet, Matrix dy, Matrix ds, Matrix db) {
        int n = at.rows();
        double fromLogDet = sum(dLogDet);
        for (int j = 0; j < at.columns(); j++) {
            take(at, j, x);
            take(dx, j, y);
            float e = (float) Math.exp(-at(logScale, j));
            for (int i = 0; i < n; i++) {
                x[i] *= y[i];
                y[i] *= e;
            }
            set(ds, j, (float) -(Loops.sum(x, n) + fromLogDet));
            set(db, j, (float) -Loops.sum(y, n));
            put(y, dy, j);
        }
    }

    @Override
    public void coupling(Matrix from, Matrix head, Matrix into, Matrix logDet) {
        int n = from.rows();
        int d = from.columns();
        take(logDet, 0, sum);
        for (int j = 0; j < d; j++) {
            take(from, j, x);
            take(head, j, s);
            take(head, d + j, t);
            Loops.tanh(s, n, BOUND);
            Loops.exp(s, y, n);
            for (int i = 0; i < n; i++) {
                x[i] = y[i] * x[i] + t[i];
                sum[i] += s[i];
            }
            put(x, into, j);
            put(s, head, j);
        }
        put(sum, logDet, 0);
    }

    @Override
    public void couplingBackward(Matrix from, Matrix head, Matrix dy, Matrix dLogDet, Matrix dx, Matrix dHead) {
        int n = from.rows();
        int d = from.columns();
        take(dLogDet, 0, sum);
        for (int j = 0; j < d; j++) {
            take(head, j, s);
            take(dy, j, y);
            put(y, dHead, d + j);
            Loops.exp(s, t, n);
            for (int i = 0; i < n; i++) {
                y[i] *= t[i];
            }
            put(y, dx, j);
            take(from, j, x);
            for (int i = 0; i < n; i++) {
                s[i] = (y[i] * x[i] + sum[i]) * (1 - s[i] * s[i] * INVERSE_SQUARED_BOUND);
            }
            put(s, dHead, j);
        }
    }

    @Override
    public void couplingInverse(Matrix from, Matrix head, Matrix into, Matrix logDet) {
        int n = from.rows();
        int d = from.columns();
        take(logDet, 0, sum);
        for (int j = 0; j < d; j++) {
            take(from, j, y);
            take(head, j, s);
            take(head, d + j, t);
            Loops.tanh(s, n, BOUND);
            put(s, head, j);
            for (int i = 0; i < n; i++) {
                s[i] = -s[i];
                sum[i] += s[i];
            }
            Loops.exp(s, x, n);
            for (int i = 0; i < n; i++) {
                x[i] *= y[i] - t[i];
            }
            put(x, into, j);
        }
        put(sum, logDet, 0);
    }

    @Override
    public void couplingInverseBackward(Matrix at, Matrix head, Matrix dx, Matrix dLogDet, Matrix dy, Matrix dHead) {
        int n = at.rows();
        int d = at.columns();
        take(dLogDet, 0, sum);
        for (int j = 0; j < d; j++) {
            take(at, j, x);
            take(head, j, s);
            take(dx, j, y);
            for (int i = 0; i < n; i++) {
                x[i] = -(y[i] * x[i] + sum[i]) * (1 - s[i] * s[i] * INVERSE_SQUARED_BOUND);
                s[i] = -s[i];
            }
            put(x, dHead, j);
            Loops.exp(s, t, n);
            for (int i = 0; i < n; i++) {
                y[i] *= t[i];
                t[i] = -y[i];
            }
            put(y, dy, j);
            put(t, dHead, d + j);
        }
    }
}
