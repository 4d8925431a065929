package io.github.lrmfspark.real;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.github.lrmfspark.data.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Which rows the sets are made of.
 *
 * @param cache where encoded texts are kept
 * @param digits the folder of the codes of digits
 * @param part of WordNet, noun or verb
 * @param rows entries of WordNet on either side
 * @param seed of the entries, and of what is made up
 */
record Draw(Path cache, Path digits, String part, int rows, long seed) {

    /** Its name in tables. */
    String name() {
        return part + "-" + rows + "-" + seed;
    }

    /** Where its texts lie. */
    Path folder() {
        return cache.resolve(name());
    }

    /**
     * Encodes those texts, such as {@code minilm-gloss-a}, that are not there yet.
     *
     * @throws IOException if that fails; the script has told why
     */
    void encode(List<String> texts) throws IOException, InterruptedException {
        List<String> missing = texts.stream()
                .filter(name -> !Files.exists(folder().resolve(name).resolve("_SUCCESS")))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        List<String> words =
                new ArrayList<>(List.of("jobs/encode.sh", folder().toString(), part, "" + rows, "" + seed));
        words.addAll(missing);
        int code = new ProcessBuilder(words).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("Expected that jobs/encode.sh ends with 0; found " + code);
        }
    }

    /** Encoded texts, in an order that is the same for all texts of a side. */
    Sample read(SparkSession spark, String texts) {
        return Tables.read(spark, folder().resolve(texts), xxhash64(col("id")));
    }
}
