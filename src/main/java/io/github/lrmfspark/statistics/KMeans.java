package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;

/**
 * Clusters of rows by k-means: Lloyd's iterations from a start by k-means++, a bounded number of them
 * on a bounded random choice of rows.
 *
 * <p>References: Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28, 1982; Arthur,
 * Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
 */
public final class KMeans {
    /** After so many iterations few rows still change their cluster. */
    private static final int MOST_ITERATIONS = 20;

    /** Rows that centroids are found by, at most. */
    private static final int MOST_ROWS = 2_500;

    private KMeans() {}

    /**
     * {@return the centroids of clusters, [k, D]}
     *
     * @param rows [N, D], finite
     * @param k clusters, 1 … N
     * @param seed draws the rows and the start
     * @throws org.apache.commons.math3.exception.NumberIsTooSmallException if there are fewer rows than clusters
     */
    public static PackedRows centroids(PackedRows rows, int k, long seed) {
        int[] chosen = Subsample.of(rows.rows(), MOST_ROWS, new SplittableRandom(seed));
        List<CentroidCluster<DoublePoint>> clusters = new KMeansPlusPlusClusterer<DoublePoint>(
                        k, MOST_ITERATIONS, new EuclideanDistance(), new Well19937c(seed))
                .cluster(points(Subsample.pick(rows, chosen)));
        PackedRows.Builder centroids = new PackedRows.Builder(rows.dimension());
        float[] centroid = new float[rows.dimension()];
        for (CentroidCluster<DoublePoint> cluster : clusters) {
            double[] centre = cluster.getCenter().getPoint();
            for (int d = 0; d < centroid.length; d++) {
                centroid[d] = (float) centre[d];
            }
            centroids.add(centroid);
        }
        return centroids.build();
    }

    private static List<DoublePoint> points(PackedRows rows) {
        List<DoublePoint> points = new ArrayList<>(rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            double[] point = new double[rows.dimension()];
            for (int d = 0; d < point.length; d++) {
                point[d] = rows.value(row, d);
            }
            points.add(new DoublePoint(point));
        }
        return points;
    }
}
