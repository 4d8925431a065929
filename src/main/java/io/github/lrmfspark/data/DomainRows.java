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
}
