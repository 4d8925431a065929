package io.github.lrmfspark.parquet;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.MetadataLogFileIndex;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/** Sets that Spark's structured streaming writes: a log beside the files says which of them were committed. */
final class StreamedFiles {
    private static final String LOG = "_spark_metadata";

    private StreamedFiles() {}

    /** The files that the log tells, where there is one; else all. */
    static FileTree committed(SparkSession spark, FileTree tree) throws IOException {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        Path log = new Path(tree.base(), LOG);
        if (!log.getFileSystem(hadoop).exists(log)) {
            return tree;
        }
        MetadataLogFileIndex index =
                new MetadataLogFileIndex(spark, tree.base(), Map$.MODULE$.<String, String>empty(), Option.empty());
        Set<String> paths = JavaConverters.seqAsJavaList(index.allFiles()).stream()
                .map(file -> file.getPath().toString())
                .collect(Collectors.toSet());
        return tree.only(paths);
    }
}
