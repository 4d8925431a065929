package io.github.lrmfspark.kernel;

import static org.nd4j.linalg.ops.transforms.Transforms.exp;
import static org.nd4j.linalg.ops.transforms.Transforms.log;
import static org.nd4j.linalg.ops.transforms.Transforms.max;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The primitives as their equations read, in ND4J's own operations: any floating type, any device. Gradient checks in
 * float64 run on it, a GPU computes by it, and it is the oracle of the fused kernels.
 *
 * <p>Slower than {@link CpuKernels}: every operation is a pass of its own and makes an array. Splines, moved columns,
 * {@code load}, {@code store} and the LU form go element by element, each a transfer on a card. Keeps no buffers.
 */
final class PlainKernels extends SplineKernels {
    private final DataType type;

    PlainKernels(DataType type) {
        this.type = type;
    }

    @Override
    public DataType type() {
        return type;
    }

    @Override
    public void gemm(Product product, Matrix a, Matrix b, double beta, Matrix c) {
        INDArray left = product == Product.LEFT_TRANSPOSED ? a.array().transpose() : a.array();
        INDArray right = product == Product.RIGHT_TRANSPOSED ? b.array().transpose() : b.array();
        INDArray result = left.mmul(right);
        c.array().assign(beta == 0 ? result : result.add(c.array().mul(beta)));
    }

    @Override
    public void reserve(int rows) {}

    /** z = x m⁻¹ solves mᵀ zᵀ = xᵀ, with the triangle's transpose on the left. */
    @Override
    public void solve(Triangle triangle, Matrix m, Matrix x) {
        boolean transposed = triangle == Triangle.UPPER_TRANSPOSED || triangle == Triangle.UNIT_LOWER_TRANSPOSED;
        boolean upper = triangle == Triangle.UPPER || triangle == Triangle.UPPER_TRANSPOSED;
        INDArray left = transposed ? m.array() : m.array().transpose();
        INDArray solution = Nd4j.linalg()
                .triangularSolve(left.dup('c'), x.array().transpose().dup('c'), upper != transposed, false);
        x.array().assign(solution.transpose());
    }

    @Override
    public void copy(Matrix x, Matrix y) {
        y.array().assign(x.array());
    }

    @Override
    public void scale(double factor, Matrix x) {
        x.array().muli(factor);
    }

    @Override
    public void add(double factor, Matrix x, Matrix y) {
        y.array().addi(x.array().mul(factor));
    }

    @Override
    public void scaleRows(Matrix x, Matrix c, Matrix y) {
        y.array().assign(x.array().mulColumnVector(c.array()));
    }

    @Override
    public void logSumExp(Matrix x, Matrix p, Matrix w) {
        INDArray largest = x.array().max(true, 1);
        INDArray shifted = exp(x.array().subColumnVector(largest));
        INDArray total = shifted.sum(true, 1);
        w.array().assign(shifted.divColumnVector(total));
        p.array().addi(log(total).add(largest));
    }

    @Override
    public void addRowDots(double factor, Matrix x, Matrix y, Matrix p) {
        p.array().addi(x.array().mul(y.array()).sum(true, 1).mul(factor));
    }

    @Override
    public void addColumns(Matrix x, int[] from, Matrix y, int[] into) {
        for (int k = 0; k < from.length; k++) {
            for (int i = 0; i < x.rows(); i++) {
                y.put(i, into[k], y.value(i, into[k]) + x.value(i, from[k]));
            }
        }
    }

    @Override
    public void permute(Matrix x, int[] order, Matrix y) {
        for (int j = 0; j < order.length; j++) {
            for (int i = 0; i < x.rows(); i++) {
                y.put(i, j, x.value(i, order[j]));
            }
        }
    }

    @Override
    public void addBias(Matrix x, Matrix bias) {
        x.array().addiRowVector(bias.array());
    }

    @Override
    public void addBiasRelu(Matrix x, Matrix bias) {
        x.array().assign(max(x.array().addRowVector(bias.array()), 0));
    }

    @Override
    public void reluBackward(Matrix h, Matrix dx, Matrix db) {
        dx.array().muli(h.array().gt(0).castTo(type));
        columnSums(dx, db);
    }

    @Override
    public void addBiasTanh(Matrix x, Matrix bias) {
        x.array().assign(tanh(x.array().addRowVector(bias.array())));
    }

    private static INDArray tanhSlope(Matrix h) {
        return h.array().mul(h.array()).neg().add(1);
    }

    @Override
    public void tanhBackward(Matrix h, Matrix dy, Matrix dx) {
        dx.array().assign(tanhSlope(h).mul(dy.array()));
    }

    @Override
    public void tanhBackwardBackward(Matrix h, Matrix dy, Matrix ddx, Matrix dh) {
        dh.array().subi(h.array().mul(dy.array()).mul(ddx.array()).mul(2));
    }

    @Override
    public void columnSums(Matrix x, Matrix sums) {
        sums.array().assign(x.array().sum(true, 0));
    }

    @Override
    public void affine(Matrix x, Matrix s, Matrix b, Matrix y, Matrix logDet) {
        y.array().assign(x.array().mulRowVector(exp(s.array())).addRowVector(b.array()));
        logDet.array().addi(s.array().sumNumber());
    }

    @Override
    public void affineBackward(Matrix x, Matrix s, Matrix dy, Matrix dLogDet, Matrix dx, Matrix ds, Matrix db) {
        columnSums(dy, db);
        INDArray scaled = dy.array().mulRowVector(exp(s.array()));
        ds.array().assign(scaled.mul(x.array()).sum(true, 0).add(sum(dLogDet)));
        dx.array().assign(scaled);
    }

    @Override
    public void affineInverse(Matrix y, Matrix s, Matrix b, Matrix x, Matrix logDet) {
        x.array().assign(y.array().subRowVector(b.array()).divRowVector(exp(s.array())));
        logDet.array().subi(s.array().sumNumber());
    }

    @Override
    public void affineInverseBackward(Matrix x, Matrix s, Matrix dx, Matrix dLogDet, Matrix dy, Matrix ds, Matrix db) {
        ds.array()
                .assign(dx.array().mul(x.array()).sum(true, 0).add(sum(dLogDet)).neg());
        dy.array().assign(dx.array().divRowVector(exp(s.array())));
        db.array().assign(dy.array().sum(true, 0).neg());
    }

    private static INDArray boundedLogScale(Matrix r) {
        return tanh(r.array().div(LOG_SCALE_BOUND)).mul(LOG_SCALE_BOUND);
    }

    @Override
    public void coupling(Matrix x, Matrix head, Matrix y, Matrix logDet) {
        Matrix r = head.columns(0, x.columns());
        Matrix t = head.columns(x.columns(), head.columns());
        INDArray s = boundedLogScale(r);
        y.array().assign(exp(s).mul(x.array()).add(t.array()));
        logDet.array().addi(s.sum(true, 1));
        r.array().assign(s);
    }

    @Override
    public void couplingBackward(Matrix x, Matrix head, Matrix dy, Matrix dLogDet, Matrix dx, Matrix dHead) {
        INDArray s = head.columns(0, x.columns()).array();
        INDArray scaled = exp(s).mul(dy.array());
        dHead.columns(x.columns(), head.columns()).array().assign(dy.array());
        dHead.columns(0, x.columns())
                .array()
                .assign(scaled.mul(x.array()).addColumnVector(dLogDet.array()).mul(slope(s)));
        dx.array().assign(scaled);
    }

    private static INDArray slope(INDArray s) {
        return s.mul(s).div(-LOG_SCALE_BOUND * LOG_SCALE_BOUND).add(1);
    }

    @Override
    public void couplingInverse(Matrix y, Matrix head, Matrix x, Matrix logDet) {
        Matrix r = head.columns(0, y.columns());
        Matrix t = head.columns(y.columns(), head.columns());
        INDArray s = boundedLogScale(r);
        x.array().assign(y.array().sub(t.array()).mul(exp(s.neg())));
        logDet.array().subi(s.sum(true, 1));
        r.array().assign(s);
    }

    @Override
    public void couplingInverseBackward(Matrix x, Matrix head, Matrix dx, Matrix dLogDet, Matrix dy, Matrix dHead) {
        INDArray s = head.columns(0, x.columns()).array();
        dy.array().assign(dx.array().mul(exp(s.neg())));
        dHead.columns(x.columns(), head.columns()).array().assign(dy.array().neg());
        dHead.columns(0, x.columns())
                .array()
                .assign(dx.array()
                        .mul(x.array())
                        .addColumnVector(dLogDet.array())
                        .mul(slope(s))
                        .neg());
    }

    @Override
    public void unpackLu(Matrix packed, Matrix lower, Matrix upper) {
        for (int j = 0; j < packed.columns(); j++) {
            for (int i = 0; i < packed.rows(); i++) {
                double v = packed.value(i, j);
                lower.put(i, j, i > j ? v : i == j ? 1 : 0);
                upper.put(i, j, i < j ? v : i == j ? Math.exp(v) : 0);
            }
        }
    }

    @Override
    public void packLuGradient(Matrix dLower, Matrix dUpper, Matrix upper, Matrix dLogDet, Matrix dPacked) {
        double fromLogDet = sum(dLogDet);
        for (int j = 0; j < dPacked.columns(); j++) {
            for (int i = 0; i < dPacked.rows(); i++) {
                double ofUpper = dUpper.value(i, j);
                double onDiagonal = ofUpper * upper.value(i, j) + fromLogDet;
                dPacked.put(i, j, i > j ? dLower.value(i, j) : i == j ? onDiagonal : ofUpper);
            }
        }
    }

    @Override
    public void addLogDiagonal(Matrix packed, double sign, Matrix logDet) {
        double total = 0;
        for (int j = 0; j < packed.columns(); j++) {
            total += packed.value(j, j);
        }
        logDet.array().addi(sign * total);
    }

    @Override
    public void addLogNormal(Matrix z, Matrix p) {
        INDArray squares = z.array().mul(z.array()).sum(true, 1);
        p.array().subi(squares.mul(0.5).add(0.5 * z.columns() * Math.log(2 * Math.PI)));
    }

    @Override
    public void logNormalBackward(Matrix z, Matrix dp, Matrix dz) {
        dz.array().assign(z.array().mulColumnVector(dp.array()).neg());
    }

    @Override
    public double matchSorted(Matrix p, Matrix q, Matrix d) {
        double squares = 0;
        for (int j = 0; j < p.columns(); j++) {
            double[] x = p.array().getColumn(j).toDoubleVector();
            double[] y = q.array().getColumn(j).toDoubleVector();
            int[] rows = IntStream.range(0, x.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> x[i]))
                    .mapToInt(i -> i)
                    .toArray();
            Arrays.sort(y);
            for (int rank = 0; rank < rows.length; rank++) {
                double difference = x[rows[rank]] - y[rank];
                d.put(rows[rank], j, difference);
                squares += difference * difference;
            }
        }
        return squares;
    }

    @Override
    public void fill(Matrix x, double value) {
        x.array().assign(value);
    }

    @Override
    public double sum(Matrix x) {
        return x.array().sumNumber().doubleValue();
    }

    @Override
    public void load(float[] values, int offset, int stride, Matrix x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                x.put(i, j, values[offset + i * stride + j]);
            }
        }
    }

    @Override
    public void store(Matrix x, int rows, float[] values, int offset, int stride) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < x.columns(); j++) {
                values[offset + i * stride + j] = (float) x.value(i, j);
            }
        }
    }
}
