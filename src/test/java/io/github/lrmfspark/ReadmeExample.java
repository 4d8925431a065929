package io.github.lrmfspark;

import io.github.lrmfspark.ml.LrmfAligner;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The lines of Java in README.md, so that they compile; {@link PagesTest} compares the two. */
final class ReadmeExample {
    private ReadmeExample() {}

    static List<Dataset<Row>> alignedAndReturned(SparkSession spark) throws IOException {
        Dataset<Row> source = spark.read().parquet("sets/2024");
        Dataset<Row> target = spark.read().parquet("sets/2025");
        LrmfAligner aligner = new LrmfAligner()
                .setFeaturesCol("embedding")
                .setOutputCol("aligned")
                .setSeed(1);
        LrmfAlignerModel model = aligner.fit(source, target);
        Dataset<Row> aligned = model.transform(source);
        Dataset<Row> returned = model.inverse()
                .setFeaturesCol("aligned")
                .setOutputCol("returned")
                .transform(aligned);
        model.write().overwrite().save("models/2024-to-2025");
        return List.of(aligned, returned);
    }
}
