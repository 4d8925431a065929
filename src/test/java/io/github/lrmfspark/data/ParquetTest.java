package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
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
        sink.checkWritable(List.of(directory.resolve("in").toString()));
        sink.write(rows);

        assertThat(directory.resolve("out/_SUCCESS")).exists();
        assertThat(ParquetSource.at(spark, path).rows(List.of()).orderBy("id").collectAsList())
                .isEqualTo(rows.collectAsList());
    }

    @Test
    void refusesAnExistingOutputUnlessToldToOverwrite(SparkSession spark, @TempDir Path directory) {
        String path = directory.resolve("out").toString();
        TestSets.of(spark, new float[] {1}).write().parquet(path);

        assertThatThrownBy(() ->
                        ParquetSink.of(spark, path, SaveMode.ErrorIfExists).checkWritable(List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Expected no output yet at 'file:" + path
                        + "'; found one. Choose another path or mode overwrite");

        ParquetSink overwrite = ParquetSink.of(spark, path, SaveMode.Overwrite);
        overwrite.checkWritable(List.of());
        overwrite.write(TestSets.of(spark, new float[] {1}, new float[] {2}));
        assertThat(ParquetSource.at(spark, path).rowCount()).isEqualTo(2);
    }

    @Test
    void refusesAnOutputThatIsAnInput(SparkSession spark, @TempDir Path directory) {
        for (String[] paths : new String[][] {{"a", "a"}, {"a", "a/b"}, {"a/b", "a"}}) {
            ParquetSink sink = ParquetSink.of(spark, directory.resolve(paths[0]).toString(), SaveMode.Overwrite);
            assertThatThrownBy(() -> sink.checkWritable(
                            List.of(directory.resolve(paths[1]).toString())))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("Expected an output apart from the inputs and the other outputs; found ");
        }
        ParquetSink.of(spark, directory.resolve("a").toString(), SaveMode.Overwrite)
                .checkWritable(List.of(directory.resolve("ab").toString()));
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
