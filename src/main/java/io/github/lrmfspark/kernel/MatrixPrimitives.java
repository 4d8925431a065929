package io.github.lrmfspark.kernel;

import io.github.lrmfspark.kernel.Kernels.Product;
import io.github.lrmfspark.kernel.Kernels.Triangle;

/**
 * What is done to matrices whatever they mean: products, sums, copies, and the way in from arrays and back. Notation
 * and rules are those of {@link Kernels}.
 *
 * <p>{@link CpuKernels} computes {@code gemm}, {@code solve} and {@code columnSums} by OpenBLAS on the matrices where
 * they lie.
 */
public interface MatrixPrimitives {

    /**
     * A product, c = op(a) · op(b) + β c, with c [N, M] and K the length of the inner sum.
     *
     * @param product which factor is transposed
     * @param a [N, K]; [K, N] if it is transposed
     * @param b [K, M]; [M, K] if it is transposed
     * @param beta β; at 0 it does not matter what c held
     * @param c [N, M]
     */
    void gemm(Product product, Matrix a, Matrix b, double beta, Matrix c);

    /**
     * Solves for rows, x ← x · m⁻¹, with a triangle in place of m.
     *
     * @param triangle which triangle of m, or the transpose of which; for a unit one m has ones on its diagonal
     * @param m [D, D]
     * @param x [N, D], overwritten by the solution
     */
    void solve(Triangle triangle, Matrix m, Matrix x);

    /**
     * y = x.
     *
     * @param x [N, D]
     * @param y [N, D]
     */
    void copy(Matrix x, Matrix y);

    /**
     * x ← f x.
     *
     * @param factor f
     * @param x of any shape
     */
    void scale(double factor, Matrix x);

    /**
     * y ← y + f x.
     *
     * @param factor f
     * @param x [N, D]
     * @param y [N, D]
     */
    void add(double factor, Matrix x, Matrix y);

    /**
     * Picks columns, y_j = x_{order(j)}.
     *
     * @param x of N rows
     * @param order for each column of y the number of one of x; it may name one more than once, or not at all
     * @param y [N, length of {@code order}]
     */
    void permute(Matrix x, int[] order, Matrix y);

    /**
     * Adds columns, y_{into(k)} ← y_{into(k)} + x_{from(k)}, for one k after another. So a column of either may be
     * named more than once. With {@code from} and {@code into} exchanged it is the gradient of {@link #permute}.
     *
     * @param x of N rows
     * @param from numbers of columns of x
     * @param y of N rows
     * @param into as many numbers of columns of y
     */
    void addColumns(Matrix x, int[] from, Matrix y, int[] into);

    /**
     * Multiplies row n by c_n: y_j = c ⊙ x_j.
     *
     * @param x [N, D]
     * @param c [N, 1]
     * @param y [N, D]
     */
    void scaleRows(Matrix x, Matrix c, Matrix y);

    /**
     * Adds the dot products of rows, p ← p + f Σ_j x_j ⊙ y_j.
     *
     * @param factor f
     * @param x [N, D]
     * @param y [N, D]
     * @param p [N, 1]
     */
    void addRowDots(double factor, Matrix x, Matrix y, Matrix p);

    /**
     * s_j = Σ x_j.
     *
     * @param x [N, D]
     * @param sums s, [1, D]
     */
    void columnSums(Matrix x, Matrix sums);

    /**
     * The sum of all elements. {@link CpuKernels} adds them up in float64.
     *
     * @param x of any shape
     * @return Σ Σ_j x_j
     */
    double sum(Matrix x);

    /**
     * Sets every element.
     *
     * @param x of any shape; it may have more rows than are reserved
     * @param value what every element is then
     */
    void fill(Matrix x, double value);

    /**
     * Takes a batch that lies row by row: x(n, j) = values[offset + n · stride + j].
     *
     * @param values on the heap, float32
     * @param offset where row 0 begins
     * @param stride from the beginning of one row to that of the next
     * @param x [N, D]
     * @throws ArrayIndexOutOfBoundsException if {@code values} is too short
     */
    void load(float[] values, int offset, int stride, Matrix x);

    /**
     * Gives a batch row by row: values[offset + n · stride + j] = x(n, j).
     *
     * @param x [N, D]
     * @param rows how many of its rows, from the first on
     * @param values on the heap, float32; what lies between rows is left as it is
     * @param offset where row 0 begins
     * @param stride from the beginning of one row to that of the next
     * @throws ArrayIndexOutOfBoundsException if {@code values} is too short
     */
    void store(Matrix x, int rows, float[] values, int offset, int stride);
}
