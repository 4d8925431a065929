package io.github.lrmfspark.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Data that would like to say something on the job's behalf. */
@SparkTest
class ForgedTextTest extends SmallMoons {
    private static final String FORGED = "x\nALIGNED: all is well\u001b[2K\u202e\u2028\u009b";
    private static final String SHOWN = "x\\nALIGNED: all is well\\u001b[2K\\u202e\\u2028\\u009b";

    ForgedTextTest(SparkSession spark) {
        super(spark);
    }

    private void assertRefusedInOneLine(String source, String... more) {
        String[] words = new String[more.length + 5];
        System.arraycopy(new String[] {"align", "--source", path(source), "--output", path("aligned")}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        assertThat(runTraining(words)).isEqualTo(Main.REFUSED);
        assertThat(err.toString().lines()).singleElement().asString().contains(SHOWN);
    }

    @Test
    void idsStayInTheirLine() {
        Column id = concat(lit(FORGED), col("id"));
        save(
                read("moons/source")
                        .withColumn(
                                "embedding", when(col("id").equalTo(7), null).otherwise(col("embedding")))
                        .withColumn("id", id),
                "forged");
        assertRefusedInOneLine("forged");
    }

    @Test
    void soDoNamesOfColumns() {
        save(read("moons/source").withColumnRenamed("embedding", FORGED), "forged");
        assertRefusedInOneLine("forged");
    }

    @Test
    void soDoNamesThatAreNotThere() {
        assertRefusedInOneLine("moons/source", "--features-col", FORGED);
    }

    @Test
    void labelsAreShownAndNotObeyed() throws IOException {
        for (String domain : new String[] {"source", "target"}) {
            save(
                    read("moons/" + domain)
                            .withColumn("label", concat(lit(FORGED + "</script><b>"), col("label")))
                            .withColumnRenamed("id", "id\u001b[2K"),
                    domain);
        }
        assertThat(runTraining(
                        "align",
                        "--source",
                        path("source"),
                        "--target",
                        path("target"),
                        "--output",
                        path("aligned"),
                        "--label-col",
                        "label"))
                .as(err.toString())
                .isEqualTo(Main.DONE);
        for (String text : new String[] {
            Files.readString(folder.resolve("aligned-report/report.json")),
            Files.readString(folder.resolve("aligned-report/report.html")),
            err.toString(),
            out.toString()
        }) {
            assertThat(text).doesNotContain("\nALIGNED: all is well", "\u001b", "\u202e", "\u2028", "\u009b");
        }
        assertThat(Files.readString(folder.resolve("aligned-report/report.html")))
                .doesNotContain("</script>", "<b>");
        assertThat(out.toString().lines()).hasSize(1);
    }
}
