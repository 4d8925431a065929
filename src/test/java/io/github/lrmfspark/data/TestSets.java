package io.github.lrmfspark.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Small sets for tests: columns {@code id} (bigint) and {@code embedding}. */
public final class TestSets {
    public static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);
    public static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);
    public static final DataType VECTOR = SQLDataTypes.VectorType();

    private TestSets() {}

    /** A set of the given vectors, with ids 0, 1, 2, … */
    public static Dataset<Row> of(SparkSession spark, DataType type, List<float @Nullable []> vectors) {
        List<Row> rows = new ArrayList<>();
        for (float[] vector : vectors) {
            rows.add(RowFactory.create((long) rows.size(), vector == null ? null : value(type, vector)));
        }
        return spark.createDataFrame(
                rows, new StructType().add("id", DataTypes.LongType).add("embedding", type));
    }

    /** A set of {@code array<float>}. */
    public static Dataset<Row> of(SparkSession spark, float[]... vectors) {
        return of(spark, FLOATS, List.of(vectors));
    }

    /** A set of {@code array<float>}. */
    public static Dataset<Row> of(SparkSession spark, PackedRows rows) {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < rows.rows(); i++) {
            float[] row = new float[rows.dimension()];
            rows.copyRow(i, row, 0);
            vectors.add(row);
        }
        return of(spark, FLOATS, List.copyOf(vectors));
    }

    /** Vectors with independent normal coordinates; coordinate j has mean j and standard deviation 1 + j. */
    public static List<float[]> normal(int rows, int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            float[] vector = new float[dimension];
            for (int j = 0; j < dimension; j++) {
                vector[j] = (float) (j + (1 + j) * random.nextGaussian());
            }
            vectors.add(vector);
        }
        return vectors;
    }

    /** The same vectors one after the other. */
    public static PackedRows packed(List<float[]> vectors) {
        PackedRows.Builder packed = new PackedRows.Builder(vectors.get(0).length);
        vectors.forEach(packed::add);
        return packed.build();
    }

    /** A split of which no coordinate is left out unless it is constant. */
    public static DomainSplit split(FeatureSet source, FeatureSet target, SplitOptions options) {
        FeatureSet.requireSameDimension(source, target);
        DomainStandardisation by = DomainStandardisation.of(
                source.statistics().marginals(), target.statistics().marginals());
        return DomainSplit.of(source, target, options, by.learnt(), sample -> Preparation.of(by.ofLearnt()));
    }

    private static Object value(DataType type, float[] vector) {
        double[] doubles = new double[vector.length];
        for (int j = 0; j < vector.length; j++) {
            doubles[j] = vector[j];
        }
        if (type.equals(VECTOR)) {
            return Vectors.dense(doubles);
        }
        return type.equals(DOUBLES) ? doubles : vector;
    }
}
