package io.github.lrmfspark.data;

import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.linalg.distributed.RowMatrix;
import org.apache.spark.mllib.stat.MultivariateStatisticalSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Mean and covariance over all rows of a set, taken on the executors: μ = Σ x / N and Σ = Σ (x − μ)(x − μ)ᵀ / N.
 *
 * @param rows N
 * @param mean μ [D]; not to be changed
 * @param covariance Σ [D, D], symmetric; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DomainMoments(long rows, double[] mean, double[][] covariance) {

    /**
     * The moments of the vectors in a column, in two passes over them.
     *
     * @param rows at least one, none of them with a null vector
     */
    public static DomainMoments of(Dataset<Row> rows, String column) {
        JavaRDD<float[]> vectors = rows.select(
                        FeatureSchema.of(rows.schema(), column).floats())
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(row -> Objects.requireNonNull(FeatureSchema.read(row, 0)))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return of(new RowMatrix(vectors.map(DomainMoments::dense).rdd()));
        } finally {
            vectors.unpersist();
        }
    }

    private static DomainMoments of(RowMatrix matrix) {
        MultivariateStatisticalSummary summary = matrix.computeColumnSummaryStatistics();
        long rows = summary.count();
        double[] mean = summary.mean().toArray();
        double[][] covariance = new double[mean.length][mean.length];
        if (rows > 1) {
            Matrix unbiased = matrix.computeCovariance();
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j < mean.length; j++) {
                    covariance[i][j] = unbiased.apply(i, j) * (rows - 1) / rows;
                }
            }
        }
        return rounded(rows, mean, covariance);
    }

    /** Rounds to float precision of the deviations, so that the order in which partitions were merged does not show. */
    private static DomainMoments rounded(long rows, double[] mean, double[][] covariance) {
        int dimension = mean.length;
        double[] roundMean = new double[dimension];
        double[][] roundCovariance = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            roundMean[i] = rounded(mean[i], Math.sqrt(covariance[i][i]));
            for (int j = 0; j < dimension; j++) {
                roundCovariance[i][j] = rounded(covariance[i][j], Math.sqrt(covariance[i][i] * covariance[j][j]));
            }
        }
        return new DomainMoments(rows, roundMean, roundCovariance);
    }

    private static double rounded(double value, double scale) {
        double grid = Math.ulp((float) scale);
        return Math.rint(value / grid) * grid;
    }

    private static Vector dense(float[] vector) {
        double[] values = new double[vector.length];
        for (int j = 0; j < vector.length; j++) {
            values[j] = vector[j];
        }
        return Vectors.dense(values);
    }
}
