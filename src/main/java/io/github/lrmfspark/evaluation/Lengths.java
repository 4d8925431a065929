package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How long mapped rows are where every target row has length one, as embeddings for cosines have: ‖T(a)‖ over the rows a.
 *
 * @param targetMean mean length of target rows, one up to rounding
 * @param mappedMean mean length of mapped rows; NaN where one is not finite
 * @param mappedLeast the shortest one's
 * @param mappedGreatest the longest one's
 */
public record Lengths(double targetMean, double mappedMean, double mappedLeast, double mappedGreatest) {
    /** How far from one a length is at most that counts as one. */
    private static final double TOLERANCE = 1e-3;

    /**
     * {@return the lengths; empty where a target row is not of length one, to a thousandth}
     *
     * @param samples before and after a map
     */
    public static Optional<Lengths> of(AlignedSamples samples) {
        DoubleSummaryStatistics target = lengths(samples.target().rows());
        if (!areOne(target.getMin(), target.getMax())) {
            return Optional.empty();
        }
        DoubleSummaryStatistics mapped = lengths(samples.mapped());
        return Optional.of(new Lengths(target.getAverage(), mapped.getAverage(), mapped.getMin(), mapped.getMax()));
    }

    /** {@return whether every mapped row has length one too} */
    public boolean areAllOne() {
        return areOne(mappedLeast, mappedGreatest);
    }

    private static boolean areOne(double least, double greatest) {
        return 1 - TOLERANCE <= least && greatest <= 1 + TOLERANCE;
    }

    private static DoubleSummaryStatistics lengths(PackedRows rows) {
        return IntStream.range(0, rows.rows())
                .mapToDouble(row -> length(rows, row))
                .summaryStatistics();
    }

    private static double length(PackedRows rows, int row) {
        double squares = 0;
        for (int column = 0; column < rows.dimension(); column++) {
            squares += (double) rows.value(row, column) * rows.value(row, column);
        }
        return Math.sqrt(squares);
    }
}
