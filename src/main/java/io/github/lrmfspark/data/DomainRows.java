package io.github.lrmfspark.data;

import java.io.Serializable;

/**
 * Rows of both domains, unpaired: what one worker trains on, or a held-out set.
 *
 * @param source rows of A, [N, D]
 * @param target rows of B, [M, D]
 */
public record DomainRows(PackedRows source, PackedRows target) implements Serializable {
    public DomainRows {
        if (source.dimension() != target.dimension()) {
            throw new IllegalArgumentException("Expected source and target of one dimension; found "
                    + source.dimension() + " and " + target.dimension());
        }
    }

    public int dimension() {
        return source.dimension();
    }

    /** The first {@code rows} of each domain, or as many as there are. */
    public DomainRows first(int rows) {
        return new DomainRows(
                source.slice(0, Math.min(rows, source.rows())), target.slice(0, Math.min(rows, target.rows())));
    }

    /** The rows of each domain whose number modulo {@code folds} is not {@code fold}. */
    public DomainRows without(int fold, int folds) {
        return new DomainRows(without(source, fold, folds), without(target, fold, folds));
    }

    private static PackedRows without(PackedRows rows, int fold, int folds) {
        PackedRows.Builder left = new PackedRows.Builder(rows.dimension());
        float[] row = new float[rows.dimension()];
        for (int i = 0; i < rows.rows(); i++) {
            if (i % folds != fold) {
                rows.copyRow(i, row, 0);
                left.add(row);
            }
        }
        return left.build();
    }
}
