import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15.BgeSmallEnV15EmbeddingModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Definitions of English nouns as vectors: DIRECTORY ROWS. Writes {@code source}, of some nouns by the encoder MiniLM,
 * {@code target}, of other nouns by the encoder BGE, and {@code truth}, the nouns of the source by BGE.
 */
public final class Glosses {
    private static final String NOUNS = "/net/sf/extjwnl/data/wordnet/wn31/data.noun";
    private static final int LABEL = 1;

    private static final StructType SCHEMA = new StructType()
            .add("id", LongType, false)
            .add("text", StringType, false)
            .add("embedding", createArrayType(FloatType, false), false)
            .add("label", IntegerType, false);

    private final SparkSession spark;
    private final String directory;

    private Glosses(SparkSession spark, String directory) {
        this.spark = spark;
        this.directory = directory;
    }

    /** A noun's definition up to its first example, and which of WordNet's 26 kinds of things it is. */
    private record Gloss(long id, String text, int label) {
        static Gloss of(String line) {
            String[] entry = line.split("\\|", 2);
            String[] head = entry[0].split(" ");
            return new Gloss(Long.parseLong(head[0]), entry[1].split("[;\"]")[0].strip(), Integer.parseInt(head[LABEL]));
        }
    }

    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[1]);
        List<Gloss> glosses = read();
        Collections.shuffle(glosses, new Random(1));
        List<Gloss> source = glosses.subList(0, rows);
        List<Gloss> target = glosses.subList(rows, 2 * rows);
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            Glosses sets = new Glosses(spark, args[0]);
            sets.write("source", source, new AllMiniLmL6V2EmbeddingModel());
            EmbeddingModel bge = new BgeSmallEnV15EmbeddingModel();
            sets.write("target", target, bge);
            sets.write("truth", source, bge);
        }
    }

    private static List<Gloss> read() throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Glosses.class.getResourceAsStream(NOUNS), StandardCharsets.UTF_8))) {
            return new ArrayList<>(lines.lines()
                    .filter(line -> !line.startsWith(" "))
                    .map(Gloss::of)
                    .filter(gloss -> !gloss.text().isEmpty())
                    .toList());
        }
    }

    private void write(String name, List<Gloss> glosses, EmbeddingModel encoder) {
        List<TextSegment> texts =
                glosses.stream().map(gloss -> TextSegment.from(gloss.text())).toList();
        List<Embedding> vectors = encoder.embedAll(texts).content();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < glosses.size(); i++) {
            Gloss gloss = glosses.get(i);
            rows.add(RowFactory.create(gloss.id(), gloss.text(), vectors.get(i).vectorAsList(), gloss.label()));
        }
        spark.createDataFrame(rows, SCHEMA).coalesce(1).write().mode("overwrite").parquet(directory + "/" + name);
        System.err.printf("%s/%s: %,d rows%n", directory, name, rows.size());
    }
}
