package io.github.lrmfspark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.TestSets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class ParquetTest {
    @Test
    void writesAndReads(SparkSession spark, @TempDir Path directory) {
        String path = directory.resolve("out").toString();
        Dataset<Row> rows = TestSets.of(spark, new float[] {1, 2}, new float[] {3, 4});

        ParquetSink sink = ParquetSink.of(spark, path, SaveMode.ErrorIfExists);
        sink.write(rows);

        assertThat(directory.resolve("out/_SUCCESS")).exists();
        assertThat(ParquetSource.at(spark, path).rows(List.of()).orderBy("id").collectAsList())
                .isEqualTo(rows.collectAsList());
    }

    @Test
    void leavesNothingBehindWhenWritingFails(SparkSession spark, @TempDir Path directory) {
        Path path = directory.resolve("out");
        Dataset<Row> rows = spark.range(0, 10, 1, 2)
                .withColumn("fault", functions.expr("if(id = 7, raise_error('broken'), 'fine')"));

        assertThatThrownBy(() -> ParquetSink.of(spark, path.toString(), SaveMode.ErrorIfExists)
                        .write(rows))
                .hasStackTraceContaining("broken");

        assertThat(path).doesNotExist();
    }
}
