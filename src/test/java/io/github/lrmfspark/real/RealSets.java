package io.github.lrmfspark.real;

import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** The sets by name. Sets of texts and clusters have small forms too, such as {@code T2-800}. */
final class RealSets {
    private static final int[] SMALL = {800, 1_500};
    private static final int MADE_UP = 4_000;
    private static final double NOISE = 0.05;

    private static final Map<String, Recipe> RECIPES = recipes();

    private RealSets() {}

    /** How a set is made. */
    private sealed interface Recipe {
        /** What it is, as a sentence. */
        String words();

        RealSet make(String name, SparkSession spark, Draw draw);
    }

    /** Encoded texts; both sides are of one draw, which has no entry on both. */
    private record Texts(String words, String source, String target, String truth, UnaryOperator<RealSet> change)
            implements Recipe {
        @Override
        public RealSet make(String name, SparkSession spark, Draw draw) {
            return change.apply(new RealSet(
                    name,
                    draw.name(),
                    draw.read(spark, source),
                    draw.read(spark, target),
                    draw.read(spark, truth).rows()));
        }

        Texts small(int rows) {
            return new Texts(words, source, target, truth, set -> change.apply(set.first(rows)));
        }
    }

    /** Made-up domains; no row of one has a partner in the other. */
    private record MadeUp(String words, Kind kind, int rows, int dimension, double degrees) implements Recipe {
        @Override
        public RealSet make(String name, SparkSession spark, Draw draw) {
            SyntheticDomains domains = new SyntheticDomains(kind, rows, dimension, degrees, NOISE, draw.seed());
            return new RealSet(name, rows + "-" + draw.seed(), domains.source(), domains.target(), null);
        }
    }

    /** Codes of handwritten digits, which are not in the repository. */
    private record Digits(String words) implements Recipe {
        @Override
        public RealSet make(String name, SparkSession spark, Draw draw) {
            return new RealSet(
                    name,
                    "all",
                    Tables.readCsv(draw.digits().resolve("embeddings32-usps-train.csv.gz")),
                    Tables.readCsv(draw.digits().resolve("embeddings32-mnist-train.csv.gz")),
                    null);
        }
    }

    private static Map<String, Recipe> recipes() {
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        texts(recipes, "T1", "Definitions onto lists of words, both by MiniLM.", "minilm-lemmas", set -> set);
        texts(recipes, "T2", "Definitions by MiniLM onto others by BGE.", "bge-gloss", set -> set);
        texts(recipes, "T2e", "Definitions by MiniLM onto others by E5.", "e5-gloss", set -> set);
        texts(recipes, "T2r", "T2 with the target turned at random.", "bge-gloss", RealSet::turned);
        String thinned = "T2 with a quarter of the rows of every third label in the target.";
        texts(recipes, "T2s", thinned, "bge-gloss", RealSet::thinned);
        texts(recipes, "T3", "Definitions by MiniLM onto others by MiniLM quantised.", "minilmq-gloss", set -> set);
        recipes.put("digits", new Digits("Codes of handwritten digits, USPS onto MNIST, 32 numbers each."));
        for (int dimension : new int[] {64, 256, 768, 1536}) {
            String words = "Ten made-up clusters turned by 60° and bent, " + dimension + " numbers each.";
            String name = "clusters-" + dimension;
            recipes.put(name, new MadeUp(words, Kind.CLUSTERS, MADE_UP, dimension, 60));
            for (int rows : SMALL) {
                recipes.put(name + "-" + rows, new MadeUp(words, Kind.CLUSTERS, rows, dimension, 60));
            }
        }
        recipes.put("moons", new MadeUp("Two made-up moons turned by 50°.", Kind.MOONS, MADE_UP, 2, 50));
        String gaussians = "Two made-up Gaussians, 8 numbers each; there are no labels to speak of.";
        recipes.put("gaussians", new MadeUp(gaussians, Kind.GAUSSIANS, MADE_UP, 8, 30));
        return recipes;
    }

    /** Definitions by MiniLM onto texts, whole and small. */
    private static void texts(
            Map<String, Recipe> recipes, String name, String words, String target, UnaryOperator<RealSet> change) {
        Texts whole = new Texts(words, "minilm-gloss-a", target + "-b", target + "-a", change);
        recipes.put(name, whole);
        for (int rows : SMALL) {
            recipes.put(name + "-" + rows, whole.small(rows));
        }
    }

    /** All names, in the order of the page. */
    static List<String> names() {
        return List.copyOf(RECIPES.keySet());
    }

    /** What a set is, as a sentence. */
    static String words(String name) {
        return recipe(name).words();
    }

    /** The texts that have to be encoded for some sets, each once. */
    static List<String> texts(List<String> names) {
        return names.stream()
                .map(RealSets::recipe)
                .flatMap(recipe -> recipe instanceof Texts texts
                        ? Stream.of(texts.source(), texts.target(), texts.truth())
                        : Stream.empty())
                .distinct()
                .toList();
    }

    /** Makes a set of what a draw has. */
    static RealSet make(String name, SparkSession spark, Draw draw) {
        return recipe(name).make(name, spark, draw);
    }

    private static Recipe recipe(String name) {
        Recipe recipe = RECIPES.get(name);
        if (recipe == null) {
            throw new IllegalArgumentException("Expected one of " + RECIPES.keySet() + "; found " + name);
        }
        return recipe;
    }
}
