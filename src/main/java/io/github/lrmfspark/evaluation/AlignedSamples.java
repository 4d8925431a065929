package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.QuadraticInfluence;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Source rows a before and after a map T, beside target rows b: what a metric looks at. What is not known of a map is null.
 * Immutable.
 *
 * @param source a, [N, D], N at least 1
 * @param mapped T(a), [N, D], row for row
 * @param target b, [M, D], M at least 1
 * @param returned T⁻¹(T(a)), [N, D], row for row
 * @param logDet log|det ∂T(a)/∂a| in nats, [N]; the array is not to be changed
 * @param mappedMoments of all mapped rows, of which these may be a sample
 * @param targetMoments of all target rows, of which these may be a sample
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
    /**
     * Checks the shapes.
     *
     * @param source a, [N, D], N at least 1
     * @param mapped T(a), [N, D], row for row
     * @param target b, [M, D], M at least 1
     * @param returned T⁻¹(T(a)), [N, D], row for row; null where it is not known
     * @param logDet log|det ∂T(a)/∂a| in nats, [N]; kept, not copied; null where it is not known
     * @param mappedMoments of all mapped rows
     * @param targetMoments of all target rows
     * @throws IllegalArgumentException if rows that belong together differ in shape
     */
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

    /**
     * {@return samples of a map of which nothing but its values is known; the moments are those of the samples}
     *
     * @param source a, [N, D]
     * @param mapped T(a), [N, D], row for row
     * @param target b, [M, D]
     * @throws IllegalArgumentException if a side has no row, or shapes differ
     */
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

    /**
     * {@return the samples as they are, mapped by the identity: T(a) = a, log|det| = 0}
     *
     * @param source a, [N, D]
     * @param target b, [M, D]
     * @throws IllegalArgumentException if a side has no row, or shapes differ
     */
    public static AlignedSamples unaligned(Sample source, Sample target) {
        return of(source, source.rows(), target)
                .withReturned(source.rows())
                .withLogDet(new double[source.rows().rows()]);
    }

    /**
     * {@return these samples with what the inverse made of the mapped rows}
     *
     * @param rows T⁻¹(T(a)), [N, D], row for row
     * @throws IllegalArgumentException if the shape differs from that of the source
     */
    public AlignedSamples withReturned(PackedRows rows) {
        return new AlignedSamples(source, mapped, target, rows, logDet, mappedMoments, targetMoments);
    }

    /**
     * {@return these samples with the log-determinant in every row}
     *
     * @param ofRows log|det ∂T(a)/∂a| in nats, [N]; kept, not copied
     * @throws IllegalArgumentException if there are not N of them
     */
    public AlignedSamples withLogDet(double[] ofRows) {
        return new AlignedSamples(source, mapped, target, returned, ofRows, mappedMoments, targetMoments);
    }

    /**
     * {@return these samples with the moments of all rows in place of those of the samples}
     *
     * @param ofMapped of all mapped rows, D coordinates
     * @param ofTarget of all target rows, D coordinates
     */
    public AlignedSamples withMoments(Moments ofMapped, Moments ofTarget) {
        return new AlignedSamples(source, mapped, target, returned, logDet, ofMapped, ofTarget);
    }

    /**
     * A smooth figure of the moments of all rows, by the influence of the rows of these samples.
     *
     * @param ofMapped its influence function at mapped rows
     * @param ofTarget its influence function at target rows
     */
    Estimate ofMoments(double figure, QuadraticInfluence ofMapped, QuadraticInfluence ofTarget) {
        return Estimate.ofInfluence(
                figure,
                ofMapped.of(mapped, mappedMoments.mean()),
                mappedMoments.rows(),
                ofTarget.of(target.rows(), targetMoments.mean()),
                targetMoments.rows());
    }

    private static void requireShape(String name, PackedRows rows, PackedRows source) {
        if (rows.rows() != source.rows() || rows.dimension() != source.dimension()) {
            throw new IllegalArgumentException(
                    "Expected " + name + " rows in the shape of the source, " + source + "; found " + rows);
        }
    }

    /**
     * These samples, mapped by the identity, as another map maps them, with the moments that follow for all rows.
     *
     * @param map of vectors [D]
     * @return with the way back and the log-determinant where the map has an inverse
     */
    AlignedSamples mappedBy(AffineMap map) {
        PackedRows images = map.apply(source.rows());
        AlignedSamples aligned =
                new AlignedSamples(source, images, target, null, null, map.apply(mappedMoments), targetMoments);
        if (Double.isNaN(map.logDet())) {
            return aligned;
        }
        double[] logDets = new double[images.rows()];
        Arrays.fill(logDets, map.logDet());
        return aligned.withReturned(map.inverted().apply(images)).withLogDet(logDets);
    }
}
