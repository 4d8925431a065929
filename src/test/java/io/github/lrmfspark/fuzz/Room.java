package io.github.lrmfspark.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A room with all that a command line may name: sets, models, what others wrote, links, and names that are hard to spell. */
final class Room {
    /** Sources of names that are hard to spell. */
    static final List<String> ODD = List.of(
            "odd/with space",
            "odd/b[1]",
            "odd/c{d,e}",
            "odd/f:g",
            "odd/100%25",
            "odd/h#i",
            "odd/jé日本",
            "odd/q?x",
            "odd/it's",
            "odd/a\\b",
            "odd/-dash",
            "odd/@at",
            "odd/star*",
            "odd/=x");

    private static final Map<String, String> CONFIGURATIONS = Map.ofEntries(
            Map.entry("good.conf", "training { seed = 7 }\nevaluation.rows = 30\n"),
            Map.entry("empty.conf", ""),
            Map.entry("open.conf", "training { seed = 7"),
            Map.entry("unknown.conf", "trainign.seed = 7\nflow { knid = glow }\n"),
            Map.entry("list.conf", "training.seed = [1, 2]\n"),
            Map.entry("object.conf", "training.seed { a = 1 }\nflow = 3\n"),
            Map.entry("null.conf", "training.seed = null\n"),
            Map.entry("include.conf", "include \"good.conf\"\n"),
            Map.entry("include-above.conf", "include \"../file.txt\"\n"),
            Map.entry("include-file.conf", "include file(\"/etc/passwd\")\n"),
            Map.entry("include-url.conf", "include url(\"http://127.0.0.1:1/x\")\n"),
            Map.entry("include-url-file.conf", "include url(\"file:/etc/passwd\")\n"),
            Map.entry("include-classpath.conf", "include classpath(\"log4j2.properties\")\n"),
            Map.entry("include-itself.conf", "include \"include-itself.conf\"\n"),
            Map.entry("include-required.conf", "include required(\"nowhere.conf\")\n"),
            Map.entry("cycle.conf", "training.seed = ${evaluation.rows}\nevaluation.rows = ${training.seed}\n"),
            Map.entry("environment.conf", "training.seed = ${HOME}\n"),
            Map.entry("unresolved.conf", "training.seed = ${nowhere.at.all}\n"),
            Map.entry("deep.conf", "a { ".repeat(20_000) + "}".repeat(20_000)),
            Map.entry("deep-list.conf", "training.seed = " + "[".repeat(20_000) + "]".repeat(20_000)),
            Map.entry("long.conf", "training.seed = " + "9".repeat(100_000)),
            Map.entry("mark.conf", "\uFEFFtraining.seed = 7\n"),
            Map.entry("zero.conf", "training.seed = 7\u0000\n"),
            Map.entry("twice.conf", "training.seed = 7\ntraining.seed = 8\n"),
            Map.entry("json.conf", "{\"training\": {\"seed\": 7}}"),
            Map.entry("quoted.conf", "\"training.seed\" = 7\n"),
            Map.entry("text.conf", "training.seed = \"7\"\nbound.enabled = \"yes\"\n"),
            Map.entry("plus.conf", "training.seed += 7\n"),
            Map.entry("escape.conf", "\"\\u001b[31mred\" = 1\n"));

    private Room() {}

    /** Names of configuration files, good and bad. */
    static List<String> configurations() {
        return CONFIGURATIONS.keySet().stream()
                .sorted()
                .map(name -> "conf/" + name)
                .toList();
    }

    /** Fills a room. */
    static void fill(Path room, SparkSession spark, Fixture fixture) throws IOException {
        Tree.replace(room.resolve("models/model"), fixture.model());
        Tree.replace(room.resolve("models/model-report"), Path.of(fixture.model() + "-report"));
        sets(room, spark, fixture);
        Files.createDirectories(room.resolve("models/checkpoints"));
        Files.writeString(room.resolve("models/checkpoints/training.0000000007.checkpoint"), "half of one");
        others(room);
        links(room);
        for (Map.Entry<String, String> file : CONFIGURATIONS.entrySet()) {
            Files.createDirectories(room.resolve("conf"));
            Files.writeString(room.resolve("conf").resolve(file.getKey()), file.getValue());
        }
        Files.write(room.resolve("conf/binary.conf"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
    }

    private static void sets(Path room, SparkSession spark, Fixture fixture) throws IOException {
        for (String domain : List.of("source", "target")) {
            Dataset<Row> rows =
                    spark.read().parquet(fixture.sets().resolve(domain).toString());
            rows.withColumn("label", col("id").mod(2).cast("string"))
                    .repartition(2)
                    .write()
                    .parquet(room.resolve("sets").resolve(domain).toString());
        }
        Dataset<Row> source = spark.read().parquet(room.resolve("sets/source").toString());
        source.withColumn(
                        "day",
                        when(col("id").mod(3).gt(0), col("id").mod(3).cast("string"))
                                .otherwise(lit(null)))
                .coalesce(1)
                .write()
                .partitionBy("day")
                .parquet(room.resolve("sets/parts").toString());
        source.withColumn("embedding", col("embedding").cast("array<double>"))
                .coalesce(1)
                .write()
                .parquet(room.resolve("sets/double").toString());
        TinyJobs.done(
                "transform",
                "--model",
                fixture.model().toString(),
                "--source",
                room.resolve("sets/source").toString(),
                "--output",
                room.resolve("images/mapped").toString());
        PathUtils.copyDirectory(room.resolve("sets/double"), room.resolve("private"));
        Files.createDirectories(room.resolve("odd"));
        for (String odd : ODD) {
            PathUtils.copyDirectory(room.resolve("sets/double"), room.resolve(odd));
        }
    }

    private static void others(Path room) throws IOException {
        Files.writeString(room.resolve("file.txt"), "somebody's words\n");
        Files.createDirectories(room.resolve("foreign/deep"));
        Files.writeString(room.resolve("foreign/notes.txt"), "somebody's notes");
        Files.writeString(room.resolve("foreign/deep/table.csv"), "id,value\n1,2\n");
        Files.createDirectories(room.resolve("empty"));
        Files.createDirectories(room.resolve("bare"));
        ParquetFiles.write(room.resolve("bare/rows.parquet"), ParquetFiles.schema(""), 0, 12);
        Files.writeString(
                room.resolve("words.txt"),
                "--output\n" + room.resolve("foreign") + "\n--mode=overwrite\ns3cr3t\n",
                UTF_8);
    }

    private static void links(Path room) throws IOException {
        Files.createDirectories(room.resolve("links"));
        Files.createSymbolicLink(room.resolve("links/source"), Path.of("../sets/source"));
        Files.createSymbolicLink(room.resolve("links/sets"), Path.of("../sets"));
        Files.createSymbolicLink(room.resolve("links/room"), room);
        Files.createSymbolicLink(room.resolve("links/gone"), Path.of("nowhere"));
        Files.createSymbolicLink(room.resolve("links/loop"), Path.of("loop"));
        Files.createSymbolicLink(room.resolve("links/foreign"), Path.of("../foreign"));
    }
}
