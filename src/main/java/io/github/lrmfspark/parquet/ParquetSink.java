package io.github.lrmfspark.parquet;

import io.github.lrmfspark.storage.StagedOutput;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Parquet out, through Spark's writer and committer: an output is there as a whole or not at all, see {@link StagedOutput}. */
public final class ParquetSink {
    private final StagedOutput output;

    private ParquetSink(StagedOutput output) {
        this.output = output;
    }

    /**
     * Prepares an output.
     *
     * @param mode {@code ErrorIfExists} or {@code Overwrite}
     */
    public static ParquetSink of(SparkSession spark, String path, SaveMode mode) {
        if (mode != SaveMode.ErrorIfExists && mode != SaveMode.Overwrite) {
            throw new IllegalArgumentException("Expected mode ErrorIfExists or Overwrite; found " + mode);
        }
        return new ParquetSink(StagedOutput.at(spark.sparkContext().hadoopConfiguration(), path, mode));
    }

    /** Writes the rows; if that fails, nothing is left behind. */
    public void write(Dataset<Row> rows) {
        output.write(directory -> rows.write().parquet(directory));
    }
}
