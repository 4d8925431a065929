package io.github.lrmfspark.data;

import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.linalg.distributed.RowMatrix;
import org.apache.spark.mllib.stat.MultivariateStatisticalSummary;
import org.apache.spark.mllib.stat.Statistics;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** The {@link Moments} of all rows of a set in Spark, taken on the executors. */
public final class DomainMoments {
    private DomainMoments() {}

    /**
     * The moments of the vectors in a column, in two passes over them. They are rounded to float precision of the deviations, so
     * that the order in which partitions were merged does not show.
     *
     * @param rows at least one, none of them with a null vector
     * @param column of vectors [D]
     */
    public static Moments of(Dataset<Row> rows, String column) {
        JavaRDD<float[]> vectors = rows.select(
                        FeatureSchema.of(rows.schema(), column).floats())
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(row -> Objects.requireNonNull(FeatureSchema.read(row, 0)))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return of(vectors);
        } finally {
            vectors.unpersist();
        }
    }

    private static Moments of(JavaRDD<float[]> vectors) {
        MultivariateStatisticalSummary summary = Statistics.colStats(
                vectors.map(vector -> minus(vector, new double[vector.length])).rdd());
        long rows = summary.count();
        double[] mean = summary.mean().toArray();
        JavaRDD<Vector> centred = vectors.map(vector -> minus(vector, mean));
        Matrix squares = new RowMatrix(centred.rdd(), rows, mean.length).computeGramianMatrix();
        double[][] covariance = new double[mean.length][mean.length];
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                covariance[i][j] = squares.apply(i, j) / rows;
            }
        }
        return rounded(new Moments(rows, mean, covariance));
    }

    private static Moments rounded(Moments moments) {
        double[] variance = moments.variances();
        double[] mean = new double[variance.length];
        double[][] covariance = new double[variance.length][variance.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = Marginals.rounded(moments.mean()[i], Math.sqrt(variance[i]));
            for (int j = 0; j < mean.length; j++) {
                covariance[i][j] = Marginals.rounded(moments.covariance()[i][j], Math.sqrt(variance[i] * variance[j]));
            }
        }
        return new Moments(moments.rows(), mean, covariance);
    }

    private static Vector minus(float[] vector, double[] mean) {
        double[] values = new double[vector.length];
        for (int j = 0; j < vector.length; j++) {
            values[j] = vector[j] - mean[j];
        }
        return Vectors.dense(values);
    }
}
