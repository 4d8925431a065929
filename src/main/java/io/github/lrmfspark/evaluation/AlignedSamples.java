package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Source rows a before and after a map T, beside target rows b: what a metric looks at. What is not known of a map is null.
 * Immutable.
 *
 * @param source a, [N, D]
 * @param mapped T(a), [N, D], row for row
 * @param target b, [M, D]
 * @param returned T⁻¹(T(a)), [N, D], row for row
 * @param logDet log|det ∂T(a)/∂a|, [N]; the array is not to be changed
 * @param mappedMoments of all mapped rows
 * @param targetMoments of all target rows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AlignedSamples(
        Sample source,
        PackedRows mapped,
        Sample target,
        @Nullable PackedRows returned,
        double @Nullable [] logDet,
        Moments mappedMoments,
        Moments targetMoments) {
    public AlignedSamples {
        requireShape("mapped", mapped, source.rows());
        if (returned != null) {
            requireShape("returned", returned, source.rows());
        }
        if (logDet != null && logDet.length != mapped.rows()) {
            throw new IllegalArgumentException(
                    "Expected a log-determinant for each of " + mapped.rows() + " rows; found " + logDet.length);
        }
    }

    /** Samples of a map of which nothing but its values is known; the moments are those of the samples. */
    public static AlignedSamples of(Sample source, PackedRows mapped, Sample target) {
        if (source.rows().rows() == 0 || target.rows().rows() == 0) {
            throw new IllegalArgumentException(
                    "Expected at least one row on either side; found source " + source + ", target " + target);
        }
        if (source.rows().dimension() != target.rows().dimension()) {
            throw new IllegalArgumentException(
                    "Expected source and target of one dimension; found source " + source + ", target " + target);
        }
        return new AlignedSamples(source, mapped, target, null, null, Moments.of(mapped), Moments.of(target.rows()));
    }

    /** The samples as they are, mapped by the identity. */
    public static AlignedSamples unaligned(Sample source, Sample target) {
        return of(source, source.rows(), target)
                .withReturned(source.rows())
                .withLogDet(new double[source.rows().rows()]);
    }

    /** These samples with what the inverse made of the mapped rows. */
    public AlignedSamples withReturned(PackedRows rows) {
        return new AlignedSamples(source, mapped, target, rows, logDet, mappedMoments, targetMoments);
    }

    /** These samples with the log-determinant in every row. Takes the array as it is. */
    public AlignedSamples withLogDet(double[] ofRows) {
        return new AlignedSamples(source, mapped, target, returned, ofRows, mappedMoments, targetMoments);
    }

    /** These samples with the moments of all rows in place of those of the samples. */
    public AlignedSamples withMoments(Moments ofMapped, Moments ofTarget) {
        return new AlignedSamples(source, mapped, target, returned, logDet, ofMapped, ofTarget);
    }

    private static void requireShape(String name, PackedRows rows, PackedRows source) {
        if (rows.rows() != source.rows() || rows.dimension() != source.dimension()) {
            throw new IllegalArgumentException(
                    "Expected " + name + " rows in the shape of the source, " + source + "; found " + rows);
        }
    }
}
