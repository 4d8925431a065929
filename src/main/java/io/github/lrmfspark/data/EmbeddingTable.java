package io.github.lrmfspark.data;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.mutable.WrappedArray;

/** Rows that the driver holds, as a table: {@code id} bigint counts from 0, then the vectors, then {@code label} int. */
public final class EmbeddingTable {
    private EmbeddingTable() {}

    /**
     * A table in the order of the sample; without labels it has no column for them.
     *
     * @param column of the vectors, {@code array<float>}
     */
    public static Dataset<Row> of(SparkSession spark, Sample sample, String column) {
        StructType schema = new StructType()
                .add("id", DataTypes.LongType, false)
                .add(column, DataTypes.createArrayType(DataTypes.FloatType, false), false);
        if (sample.labelled()) {
            schema = schema.add("label", DataTypes.IntegerType, false);
        }
        Broadcast<Sample> rows =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(sample);
        return spark.createDataFrame(
                spark.range(sample.rows().rows()).javaRDD().map(id -> row(rows.value(), id)), schema);
    }

    private static Row row(Sample sample, long id) {
        float[] vector = new float[sample.rows().dimension()];
        sample.rows().copyRow((int) id, vector, 0);
        WrappedArray<Object> array = new WrappedArray.ofFloat(vector);
        return sample.labelled()
                ? RowFactory.create(id, array, sample.labels()[(int) id])
                : RowFactory.create(id, array);
    }
}
