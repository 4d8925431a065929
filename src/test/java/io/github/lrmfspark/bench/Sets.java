package io.github.lrmfspark.bench;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.randn;

import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.data.FeatureSchema;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.ml.LrmfAligner;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.parquet.InvalidRows;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/** A set in Parquet, and sides that read, map and write it; each step goes over the whole set. */
final class Sets {
    private static final String FEATURES = "features";
    private static final int FILES = 4;
    private static final int ENOUGH_TO_FIT = 2000;

    private final SparkSession spark;
    private final String directory;
    private final StepSize size;
    private final long rows;
    private boolean there;

    /** A set of standard normal vectors, which is written when it is first needed. */
    Sets(SparkSession spark, String directory, StepSize size, long rows) {
        this.spark = spark;
        this.directory = directory;
        this.size = size;
        this.rows = rows;
    }

    private Dataset<Row> read() {
        if (!there) {
            generate();
            there = true;
        }
        return spark.read().parquet(directory + "/set");
    }

    private void generate() {
        Column[] values = IntStream.range(0, size.dimension())
                .mapToObj(j -> randn(j).cast("float"))
                .toArray(Column[]::new);
        write(spark.range(0, rows, 1, FILES).select(col("id"), array(values).as(FEATURES)), "set");
    }

    private void write(Dataset<Row> set, String name) {
        set.write().mode(SaveMode.Overwrite).parquet(directory + "/" + name);
    }

    private Side side(Runnable step) {
        return Side.of(step, rows);
    }

    /** Reads the set and writes it as it is. */
    Side copied() {
        return side(() -> write(read(), "written"));
    }

    /** Reads the set and writes the images of its vectors, by a flow that has hardly been trained. */
    Side mapped(Kind kind) {
        Dataset<Row> few = read().limit(ENOUGH_TO_FIT).cache();
        LrmfAlignerModel model = new LrmfAligner()
                .setFeaturesCol(FEATURES)
                .setOutputCol(FEATURES)
                .setFlowKind(kind.label())
                .setCouplings(size.couplings())
                .setHidden(size.hidden())
                .setSteps(1)
                .setWorkers(1)
                .setBoundEnabled(false)
                .fit(few, few);
        return side(() -> write(model.transform(read()), "written"));
    }

    /** Reads the vectors and drops them. */
    Side dropped() {
        return side(() -> read().select(FEATURES)
                .write()
                .format("noop")
                .mode(SaveMode.Overwrite)
                .save());
    }

    /** Reads and checks the vectors, as every command does first. */
    Side checked() {
        return side(() -> FeatureSet.scan("the set", read(), FEATURES, InvalidRows.ERROR));
    }

    /** Reads the vectors into blocks of floats, as workers hold them. */
    Side packed() {
        return side(() -> {
            Dataset<Row> set = read();
            int dimension = size.dimension();
            set.select(FeatureSchema.of(set.schema(), FEATURES).floats())
                    .queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .mapPartitions(vectors -> List.of(pack(vectors, dimension)).iterator())
                    .foreach(PackedRows::rows);
        });
    }

    private static PackedRows pack(Iterator<InternalRow> vectors, int dimension) {
        PackedRows.Builder packed = new PackedRows.Builder(dimension);
        while (vectors.hasNext()) {
            packed.add(Objects.requireNonNull(FeatureSchema.read(vectors.next(), 0)));
        }
        return packed.build();
    }
}
