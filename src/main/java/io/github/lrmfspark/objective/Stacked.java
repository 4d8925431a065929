package io.github.lrmfspark.objective;

import io.github.lrmfspark.kernel.Matrix;

/**
 * A matrix whose upper half belongs to T(a) and whose lower half to b. The halves are views, so no row is
 * copied.
 *
 * @param whole [2N, …]
 * @param source the rows of T(a), [N, …]
 * @param target the rows of b, [N, …]
 */
public record Stacked(Matrix whole, Matrix source, Matrix target) {

    /**
     * The halves of a matrix.
     *
     * @param whole [2N, …]
     * @return it and views of its halves
     */
    public static Stacked of(Matrix whole) {
        int n = whole.rows() / 2;
        return new Stacked(whole, whole.rows(0, n), whole.rows(n, 2 * n));
    }

    /**
     * This one, if it is of that matrix, so that views are made once.
     *
     * @param other [2N, …]
     * @return the halves of {@code other}
     */
    public Stacked orOf(Matrix other) {
        return other == whole ? this : of(other);
    }
}
