package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Seeds;
import io.github.lrmfspark.data.Standardisation;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A source and a target that are clustered each on its own, once, so that any number of maps of these source rows can be told
 * by how well they carry the clusters of the one onto those of the other: the adjusted mutual information of {@link MutualInformation}, with the
 * influence of every row, so that the difference of two maps has an interval too. Immutable.
 */
public final class ClusteredSets {
    /** Numbers of clusters k, where rows are enough. */
    private static final int[] CLUSTERS = {10, 20, 40};
    /** Rows of the smaller set a cluster, at least. */
    private static final int LEAST_ROWS = 20;
    /** Leading principal directions that rows are clustered by, where they have more coordinates. */
    private static final int DIRECTIONS = 64;
    /** The largest deviation of a coordinate over the least up to which they are as good as at one scale. */
    private static final double LIKE_SCALES = 2;
    /** How often each set is clustered, from another start. */
    private static final int STARTS = 4;

    private final PackedRows source;
    private final PackedRows target;
    private final List<List<int[]>> ofSource;
    private final Partitions ofTarget;

    private ClusteredSets(PackedRows source, PackedRows target, int[] counts, long seed) {
        this.source = source;
        this.target = target;
        this.ofSource = Partitions.of(source, counts, seed).clusters(source);
        this.ofTarget = Partitions.of(target, counts, seed);
    }

    /**
     * {@return both sets with their clusters}
     *
     * @param source a, [N, D], N at least 1
     * @param target b, [M, D], M at least 1
     * @param seed settles the starts of the clusters: equal seeds and sets give equal ones
     */
    public static ClusteredSets of(PackedRows source, PackedRows target, long seed) {
        return of(source, target, Math.min(source.rows(), target.rows()), seed);
    }

    /**
     * {@return the same with as many clusters as of smaller sets}
     *
     * @param source a, [N, D], N at least 1
     * @param target b, [M, D], M at least 1
     * @param rows of the smaller set that counts
     * @param seed settles the starts of the clusters
     */
    public static ClusteredSets of(PackedRows source, PackedRows target, int rows, long seed) {
        return new ClusteredSets(
                source, target, isSpread(source) && isSpread(target) ? counts(rows) : new int[0], seed);
    }

    /** Each k, but no more than there are twenties of rows; none where that is fewer than two. */
    private static int[] counts(int rows) {
        return Arrays.stream(CLUSTERS)
                .map(k -> Math.min(k, rows / LEAST_ROWS))
                .filter(k -> k > 1)
                .distinct()
                .toArray();
    }

    private static boolean isSpread(PackedRows rows) {
        return rows.isFinite() && rows.varies();
    }

    /**
     * {@return whether these are the clusters of these sets}
     *
     * @param rows of a source
     * @param others of a target
     */
    public boolean areOf(PackedRows rows, PackedRows others) {
        return source.equals(rows) && target.equals(others);
    }

    /**
     * {@return the figure of a map; NaN where there are no clusters, as of a set without spread, or a row is not finite}
     *
     * @param mapped T(a), [N, D], row for row
     * @throws IllegalArgumentException if the shape differs from that of the source
     */
    public PairedFigure agreement(PackedRows mapped) {
        if (mapped.rows() != source.rows() || mapped.dimension() != source.dimension()) {
            throw new IllegalArgumentException(
                    "Expected mapped rows in the shape of the source, " + source + "; found " + mapped);
        }
        List<List<int[]>> reached = ofTarget.clusters(mapped);
        return reached.isEmpty()
                ? PairedFigure.unknown(mapped.rows())
                : PairedFigure.mean(IntStream.range(0, reached.size())
                        .mapToObj(k -> ofStarts(ofSource.get(k), reached.get(k)))
                        .toList());
    }

    /** The figure of one k, a repeat for each start. */
    private static PairedFigure ofStarts(List<int[]> a, List<int[]> b) {
        return PairedFigure.repeated(IntStream.range(0, STARTS)
                .mapToObj(start -> of(a.get(start), b.get(start)))
                .toList());
    }

    /** The figure of one k and start; a row whose distances are not finite is in no cluster. */
    private static PairedFigure of(int[] a, int[] b) {
        return Arrays.stream(a).allMatch(cluster -> cluster >= 0)
                        && Arrays.stream(b).allMatch(cluster -> cluster >= 0)
                ? MutualInformation.adjusted(a, b)
                : PairedFigure.unknown(a.length);
    }

    /**
     * The clusters of one set, for each k and start: a row is in that of the nearest centroid, by its leading coordinates. Before that
     * each number may have the set's mean and deviation taken off, so that none counts for more by its unit; that is done where
     * deviations differ and clusters from different starts agree more so.
     */
    private record Partitions(
            Standardisation standardisation, LeadingDirections directions, List<List<PackedRows>> centroids) {
        static Partitions of(PackedRows rows, int[] counts, long seed) {
            Partitions asIs = of(rows, Standardisation.none(rows.dimension()), counts, seed);
            Standardisation standardisation = Marginals.of(rows).standardisation();
            DoubleSummaryStatistics scales =
                    Arrays.stream(standardisation.scale()).summaryStatistics();
            if (scales.getMax() <= LIKE_SCALES * scales.getMin()) {
                return asIs;
            }
            Partitions standardised = of(rows, standardisation, counts, seed);
            return standardised.stability(rows) > asIs.stability(rows) ? standardised : asIs;
        }

        private static Partitions of(PackedRows rows, Standardisation standardisation, int[] counts, long seed) {
            PackedRows standardised = standardisation.of(rows);
            LeadingDirections directions = LeadingDirections.of(standardised, DIRECTIONS, seed);
            PackedRows coordinates = directions.coordinates(standardised);
            return new Partitions(
                    standardisation,
                    directions,
                    Arrays.stream(counts)
                            .mapToObj(k -> centroids(coordinates, k, seed))
                            .toList());
        }

        /** How well clusters from one start agree with those from the next, in the mean over k. */
        private double stability(PackedRows rows) {
            return clusters(rows).stream()
                    .flatMapToDouble(ofK -> IntStream.range(1, STARTS)
                            .mapToDouble(start -> ClusteredSets.of(ofK.get(start - 1), ofK.get(start))
                                    .estimate()
                                    .value()))
                    .average()
                    .orElse(0);
        }

        private static List<PackedRows> centroids(PackedRows coordinates, int k, long seed) {
            return IntStream.range(0, STARTS)
                    .mapToObj(start -> KMeans.centroids(coordinates, k, Seeds.split(seed, start)))
                    .toList();
        }

        /** The cluster of every row, [N]. */
        List<List<int[]>> clusters(PackedRows rows) {
            PackedRows coordinates = directions.coordinates(standardisation.of(rows));
            return centroids.stream()
                    .map(ofK -> ofK.stream()
                            .map(ofStart -> NearestNeighbours.of(coordinates, ofStart, 1))
                            .toList())
                    .toList();
        }
    }
}
