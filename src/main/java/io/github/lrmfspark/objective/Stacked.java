package io.github.lrmfspark.objective;

import io.github.lrmfspark.kernel.Matrix;

/**
 * A matrix whose upper half belongs to T(a) and whose lower half to b.
 *
 * @param whole [2N, …]
 * @param source the rows of T(a), [N, …]
 * @param target the rows of b, [N, …]
 */
public record Stacked(Matrix whole, Matrix source, Matrix target) {

    public static Stacked of(Matrix whole) {
        int n = whole.rows() / 2;
        return new Stacked(whole, whole.rows(0, n), whole.rows(n, 2 * n));
    }

    /** This one, if it is of that matrix, so that views are made once. */
    public Stacked orOf(Matrix other) {
        return other == whole ? this : of(other);
    }
}
