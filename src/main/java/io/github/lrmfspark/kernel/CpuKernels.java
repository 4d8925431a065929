package io.github.lrmfspark.kernel;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasLower;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRight;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasUnit;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasUpper;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_strsm;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The primitives in float32 on a CPU. Products, triangular solutions and column sums go to OpenBLAS, on the matrices
 * where they lie; everything else is computed column by column, by its superclasses.
 *
 * <p>OpenBLAS may sum in several threads, and in an order that depends on the processor. Not thread-safe.
 */
final class CpuKernels extends FieldKernels {
    private Matrix ones = ones(1);

    /** @param rows the most rows that a matrix will have */
    CpuKernels(int rows) {
        super(rows);
    }

    @Override
    public DataType type() {
        return DataType.FLOAT;
    }

    /** By {@code cblas_sgemm}, column-major; each matrix with its own leading dimension, so views need no copy. */
    @Override
    public void gemm(Product product, Matrix a, Matrix b, double beta, Matrix c) {
        int inner = product == Product.LEFT_TRANSPOSED ? a.rows() : a.columns();
        cblas_sgemm(
                CblasColMajor,
                product == Product.LEFT_TRANSPOSED ? CblasTrans : CblasNoTrans,
                product == Product.RIGHT_TRANSPOSED ? CblasTrans : CblasNoTrans,
                c.rows(),
                c.columns(),
                inner,
                1,
                a.pointer(),
                a.leading(),
                b.pointer(),
                b.leading(),
                (float) beta,
                c.pointer(),
                c.leading());
    }

    /** By {@code cblas_sgemv}, as xᵀ times a vector of ones, which grows with the batches. */
    @Override
    public void columnSums(Matrix m, Matrix sums) {
        if (ones.rows() < m.rows()) {
            ones = ones(m.rows());
        }
        cblas_sgemv(
                CblasColMajor,
                CblasTrans,
                m.rows(),
                m.columns(),
                1,
                m.pointer(),
                m.leading(),
                ones.pointer(),
                1,
                0,
                sums.pointer(),
                sums.leading());
    }

    private static Matrix ones(int rows) {
        return Matrix.view(Nd4j.ones(DataType.FLOAT, rows), 0, rows, 1);
    }

    /** By {@code cblas_strsm} from the right, in place; of a unit triangle the diagonal is not read. */
    @Override
    public void solve(Triangle triangle, Matrix m, Matrix x) {
        boolean upper = triangle == Triangle.UPPER || triangle == Triangle.UPPER_TRANSPOSED;
        boolean plain = triangle == Triangle.UPPER || triangle == Triangle.UNIT_LOWER;
        cblas_strsm(
                CblasColMajor,
                CblasRight,
                upper ? CblasUpper : CblasLower,
                plain ? CblasNoTrans : CblasTrans,
                upper ? CblasNonUnit : CblasUnit,
                x.rows(),
                x.columns(),
                1,
                m.pointer(),
                m.leading(),
                x.pointer(),
                x.leading());
    }

    /** Makes room for D rows by itself, since packed has as many. */
    @Override
    public void unpackLu(Matrix packed, Matrix lower, Matrix upper) {
        int d = packed.columns();
        reserve(d);
        for (int j = 0; j < d; j++) {
            take(packed, j, x);
            System.arraycopy(x, 0, y, 0, j);
            y[j] = (float) Math.exp(x[j]);
            Arrays.fill(y, j + 1, d, 0f);
            put(y, upper, j);
            Arrays.fill(x, 0, j, 0f);
            x[j] = 1;
            put(x, lower, j);
        }
    }

    @Override
    public void packLuGradient(Matrix dLower, Matrix dUpper, Matrix upper, Matrix dLogDet, Matrix dPacked) {
        int d = dPacked.columns();
        reserve(d);
        float fromLogDet = (float) sum(dLogDet);
        for (int j = 0; j < d; j++) {
            take(dLower, j, x);
            take(dUpper, j, y);
            System.arraycopy(y, 0, x, 0, j);
            x[j] = y[j] * upper.floats().get(j * upper.leading() + j) + fromLogDet;
            put(x, dPacked, j);
        }
    }

    /** Sums the diagonal in float64. */
    @Override
    public void addLogDiagonal(Matrix packed, double sign, Matrix logDet) {
        double total = 0;
        for (int j = 0; j < packed.columns(); j++) {
            total += packed.floats().get(j * packed.leading() + j);
        }
        addConstant(sign * total, logDet);
    }
}
