package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;

/**
 * Source rows a before and after a map T, beside target rows b: what a metric looks at.
 *
 * @param source a, [N, D]
 * @param mapped T(a), [N, D], row for row
 * @param returned T⁻¹(T(a)), [N, D], row for row
 * @param target b, [M, D]
 */
public record AlignedSamples(Sample source, PackedRows mapped, PackedRows returned, Sample target) {
    public AlignedSamples {
        requireShape("mapped", mapped, source.rows());
        requireShape("returned", returned, source.rows());
        if (source.rows().rows() == 0 || target.rows().rows() == 0) {
            throw new IllegalArgumentException(
                    "Expected at least one row on either side; found source " + source + ", target " + target);
        }
        if (source.rows().dimension() != target.rows().dimension()) {
            throw new IllegalArgumentException(
                    "Expected source and target of one dimension; found source " + source + ", target " + target);
        }
    }

    /** The samples as they are, mapped by the identity. */
    public static AlignedSamples unaligned(Sample source, Sample target) {
        return new AlignedSamples(source, source.rows(), source.rows(), target);
    }

    private static void requireShape(String name, PackedRows rows, PackedRows source) {
        if (rows.rows() != source.rows() || rows.dimension() != source.dimension()) {
            throw new IllegalArgumentException(
                    "Expected " + name + " rows in the shape of the source, " + source + "; found " + rows);
        }
    }
}
