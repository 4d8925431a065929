package io.github.lrmfspark.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sets that are partitioned into directories, and one partition of them. */
@SparkTest
class PartitionsTest extends SmallMoons {
    private static final String YESTERDAY = "day=2026-11-20";
    private static final String TODAY = "day=2026-11-21";
    private static final List<String> LAYOUT =
            List.of(YESTERDAY + "/site=007", YESTERDAY + "/site=12", TODAY + "/site=007", TODAY + "/site=12");

    PartitionsTest(SparkSession spark) {
        super(spark);
    }

    @BeforeEach
    void partition() throws IOException {
        copyOnce("days", this::partition);
        copyOnce(
                "model",
                model -> assertThat(runTraining("train", "--model", model)).isEqualTo(Main.DONE));
    }

    private void partition(String output) {
        read("moons/source")
                .withColumn("day", when(col("id").lt(100), "2026-11-20").otherwise("2026-11-21"))
                .withColumn(
                        "site", when(col("id").mod(lit(2)).equalTo(0), "007").otherwise("12"))
                .write()
                .partitionBy("day", "site")
                .parquet(output);
    }

    private List<String> layout(String set) throws IOException {
        Path root = folder.resolve(set);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .map(file -> root.relativize(file.getParent()).toString())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private Dataset<Row> whole(String set) {
        return read(set).select("id", "embedding", "label", "day", "site").orderBy("id");
    }

    @Test
    void theImageOfAPartitionedSetHasItsLayoutByteForByte() throws IOException {
        assertThat(transform("days", "images")).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(transform("moons/source", "plain")).isEqualTo(Main.DONE);

        assertThat(layout("images")).isEqualTo(LAYOUT);
        assertThat(read("images").columns()).isEqualTo(read("days").columns());
        assertThat(vectors("images")).isEqualTo(vectors("plain"));
        assertThat(whole("images").drop("embedding").collectAsList())
                .isEqualTo(whole("days").drop("embedding").collectAsList());
    }

    @Test
    void aPartitionedSourceIsAlignedToOne() throws IOException {
        assertThat(align("--source", path("days"))).as(err.toString()).isEqualTo(Main.DONE);
        assertThat(layout("aligned")).isEqualTo(LAYOUT);
    }

    @Test
    void onePartitionIsWrittenAndReplacedAlone() throws IOException {
        assertThat(transform("days", "images", "--partition", YESTERDAY))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        assertThat(layout("images")).isEqualTo(LAYOUT.subList(0, 2));
        FileTime written = Files.getLastModifiedTime(folder.resolve("images").resolve(YESTERDAY));

        assertThat(transform("days", "images", "--partition", TODAY)).isEqualTo(Main.DONE);
        assertThat(transform("days", "images", "--partition", TODAY)).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("Expected no output yet at").contains("images/" + TODAY);
        assertThat(transform("days", "images", "--partition", TODAY, "--mode", "overwrite"))
                .isEqualTo(Main.DONE);
        assertThat(transform("days", "all")).isEqualTo(Main.DONE);

        assertThat(Files.getLastModifiedTime(folder.resolve("images").resolve(YESTERDAY)))
                .isEqualTo(written);
        assertThat(layout("images")).isEqualTo(LAYOUT);
        assertThat(whole("images").collectAsList()).isEqualTo(whole("all").collectAsList());
    }

    @Test
    void theInnermostPartitionCanBeNamed() throws IOException {
        assertThat(transform("days", "images", "--partition", TODAY, "--partition", "site=007"))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        assertThat(layout("images")).containsExactly(TODAY + "/site=007");
    }

    @Test
    void partitionsThatAreNotThereAreRefused() {
        assertThat(transform("days", "images", "--partition", "day=2026-11-22")).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("found day=2026-11-20, day=2026-11-21");
        assertThat(transform("days", "images", "--partition", "site=12")).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("from the outermost on: [day, site]; found [site]");
        assertThat(transform("moons/source", "images", "--partition", TODAY)).isEqualTo(Main.REFUSED);
        assertThat(folder.resolve("images")).doesNotExist();
    }
}
