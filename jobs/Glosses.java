import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Texts of WordNet as vectors: DIRECTORY PART ROWS SEED [NAME=]TEXTS…
 *
 * <p>PART is {@code noun} or {@code verb}. A draw by SEED takes ROWS entries as side a, and ROWS others as side b. Each TEXTS is
 * written to a folder of its name, or of NAME. It is of the form {@code minilm-gloss-a}: one of the encoders {@code minilm},
 * {@code minilmq}, {@code bge} and {@code e5}, the definition ({@code gloss}) or the words that an entry defines ({@code lemmas}), and
 * the side. A row has the entry's id in WordNet, the text, its vector, and as label which of WordNet's kinds of things it is.
 */
public final class Glosses {
    private static final StructType SCHEMA = new StructType()
            .add("id", LongType, false)
            .add("text", StringType, false)
            .add("embedding", createArrayType(FloatType, false), false)
            .add("label", IntegerType, false);

    private Glosses() {}

    /**
     * What WordNet says of some words that mean the same.
     *
     * @param gloss their definition, up to its first example
     * @param lemmas the words
     * @param label one of 26 kinds of nouns, or of 15 kinds of verbs
     */
    private record Entry(long id, String gloss, String lemmas, int label) {
        private static final int LABEL = 1;
        private static final int COUNT = 3;
        private static final int FIRST = 4;
        private static final int FIELDS_A_WORD = 2;

        static Entry of(String line) {
            String[] halves = line.split("\\|", 2);
            String[] fields = halves[0].split(" ");
            String lemmas = IntStream.range(0, Integer.parseInt(fields[COUNT], 16))
                    .mapToObj(word -> fields[FIRST + FIELDS_A_WORD * word].replace('_', ' '))
                    .collect(Collectors.joining(", "));
            String gloss = halves[1].split("[;\"]")[0].strip();
            return new Entry(Long.parseLong(fields[0]), gloss, lemmas, Integer.parseInt(fields[LABEL]));
        }

        String text(String kind) {
            return switch (kind) {
                case "gloss" -> gloss;
                case "lemmas" -> lemmas;
                default -> throw new IllegalArgumentException("Expected gloss or lemmas; found " + kind);
            };
        }
    }

    public static void main(String[] words) throws IOException {
        String directory = words[0];
        int rows = Integer.parseInt(words[2]);
        List<Entry> drawn = draw(words[1], rows, Long.parseLong(words[3]));
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            for (String word : Arrays.asList(words).subList(4, words.length)) {
                String texts = word.substring(word.indexOf('=') + 1);
                String name = word.substring(0, word.length() - texts.length()).replace("=", "");
                String[] parts = texts.split("-");
                List<Entry> side = parts[2].equals("a") ? drawn.subList(0, rows) : drawn.subList(rows, 2 * rows);
                write(spark, directory + "/" + (name.isEmpty() ? texts : name), Encoder.named(parts[0]), parts[1], side);
            }
        }
    }

    /** The entries of side a, and after them those of side b. */
    private static List<Entry> draw(String part, int rows, long seed) throws IOException {
        List<Entry> entries = read(part);
        if (entries.size() < 2 * rows) {
            System.err.printf(
                    Locale.ROOT,
                    "Expected twice %,d entries; found %,d of the part '%s' in WordNet. Ask for %,d rows a side at most%n",
                    rows,
                    entries.size(),
                    part,
                    entries.size() / 2);
            System.exit(2);
        }
        Collections.shuffle(entries, new Random(seed));
        return entries.subList(0, 2 * rows);
    }

    private static List<Entry> read(String part) throws IOException {
        InputStream file = Glosses.class.getResourceAsStream("/net/sf/extjwnl/data/wordnet/wn31/data." + part);
        if (file == null) {
            throw new IllegalArgumentException("Expected a part of WordNet, noun or verb; found " + part);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return new ArrayList<>(lines.lines()
                    .filter(line -> !line.startsWith(" "))
                    .map(Entry::of)
                    .filter(entry -> !entry.gloss().isEmpty())
                    .toList());
        }
    }

    private static void write(SparkSession spark, String path, Encoder encoder, String kind, List<Entry> entries)
            throws IOException {
        long start = System.nanoTime();
        List<String> texts = entries.stream().map(entry -> entry.text(kind)).toList();
        float[][] vectors = encoder.encode(texts);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            Entry entry = entries.get(i);
            rows.add(RowFactory.create(entry.id(), texts.get(i), vectors[i], entry.label()));
        }
        spark.createDataFrame(rows, SCHEMA).coalesce(1).write().mode("overwrite").parquet(path);
        System.err.printf(Locale.ROOT, "%s: %,d rows in %.0f s%n", path, rows.size(), (System.nanoTime() - start) / 1e9);
    }
}
