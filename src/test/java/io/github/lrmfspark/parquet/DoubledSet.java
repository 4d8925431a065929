package io.github.lrmfspark.parquet;

import io.github.lrmfspark.flow.Affine;
import io.github.lrmfspark.flow.RowMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;

/** A set in a folder, of which the vectors are mapped: doubled. */
abstract class DoubledSet {
    static final int D = 3;
    static final String VECTORS =
            "optional group embedding (LIST) { repeated group list { optional float element; } } ";

    private static final RowMapper.Maker TWICE =
            new RowMapper.Maker(Affine.of(new double[] {2, 2, 2}, new double[D]), new float[0]);

    final SparkSession spark;

    @TempDir
    Path folder;

    DoubledSet(SparkSession spark) {
        this.spark = spark;
    }

    final long map(InvalidRows invalid) throws IOException {
        ParquetSource source = ParquetSource.at(spark, folder.resolve("set").toString());
        return new MappedFiles(source, "embedding", invalid)
                .write(folder.resolve("mapped").toString(), TWICE);
    }

    static float value(int row, int j) {
        return (float) Math.sin(row * (j + 1) * 0.37) + j;
    }

    static void embed(Group group, int row) {
        Group vector = group.addGroup("embedding");
        for (int j = 0; j < D; j++) {
            vector.addGroup("list").append("element", value(row, j));
        }
    }
}
