package io.github.lrmfspark.data;

import io.github.lrmfspark.flow.RowMapper;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How raw rows of either set become what is learnt from: standardised, then mapped by what is fixed before the training, then cut
 * to their first k numbers. Of [N, D] it makes [N, k].
 *
 * @param standardisation of the D learnt coordinates
 * @param source maps standardised rows of the source; null where they stay
 * @param target maps standardised rows of the target; null where they stay
 * @param directions k, at most D
 */
public record Preparation(
        DomainStandardisation standardisation,
        RowMapper.@Nullable Maker source,
        RowMapper.@Nullable Maker target,
        int directions)
        implements Serializable {

    /** Standardised rows as they are, of all coordinates. */
    public static Preparation of(DomainStandardisation standardisation) {
        return new Preparation(
                standardisation, null, null, standardisation.source().dimension());
    }

    /** Rows of both sets, [N, D] to [N, k]. */
    public DomainRows of(DomainRows raw) {
        return new DomainRows(ofSource(raw.source()), openTarget().apply(raw.target()));
    }

    /** Rows of the source, [N, D] to [N, k]. */
    public PackedRows ofSource(PackedRows raw) {
        return openSource().apply(raw);
    }

    /** What prepares rows of the source, [N, D] to [N, k], any number of times; one per task. */
    UnaryOperator<PackedRows> openSource() {
        return open(standardisation.source(), source);
    }

    /** What prepares rows of the target, likewise. */
    UnaryOperator<PackedRows> openTarget() {
        return open(standardisation.target(), target);
    }

    private UnaryOperator<PackedRows> open(Standardisation by, RowMapper.@Nullable Maker then) {
        if (then == null) {
            return raw -> by.of(raw).firstColumns(directions);
        }
        RowMapper mapper = then.open();
        return raw -> by.of(raw).mappedBy(mapper).firstColumns(directions);
    }
}
