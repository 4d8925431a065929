package io.github.lrmfspark.ml;

import io.github.lrmfspark.CraftedText;
import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.ml.CraftedModels.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model whose checksum is right is refused in a sentence where its spec and its numbers cannot be a model. */
@SparkTest
class CraftedContentsTest extends AlteredModel {
    private static Arguments content(String name, UnaryOperator<Content> change) {
        return Arguments.of(name, change);
    }

    private static Arguments changed(String name, String text, String other) {
        return content(name, content -> content.replacing(text, other));
    }

    private Stream<Arguments> counts() {
        return Stream.of(
                content("a number fewer", c -> c.withNumbers(Arrays.copyOf(numbers, 129))),
                content("a number more", c -> c.withNumbers(Arrays.copyOf(numbers, 131))),
                content("two bytes more", c -> new Content(c.spec(), Arrays.copyOf(c.numbers(), 522))),
                content("no numbers", c -> c.withZeros(0)),
                content("NaN", c -> c.withNumbers(with(Float.NaN))),
                content("infinity", c -> c.withNumbers(with(Float.NEGATIVE_INFINITY))));
    }

    private static Stream<Arguments> dimensions() {
        return Stream.of(
                changed("no coordinate", "\"dimension\":3", "\"dimension\":0"),
                changed("one coordinate", "\"dimension\":3", "\"dimension\":1"),
                changed("fewer coordinates than none", "\"dimension\":3", "\"dimension\":-3"),
                changed("two coordinates", "\"dimension\":3", "\"dimension\":2"),
                changed("very many coordinates", "\"dimension\":3", "\"dimension\":2147483647"),
                changed("coordinates beyond an int", "\"dimension\":3", "\"dimension\":4294967299"),
                changed("coordinates as text", "\"dimension\":3", "\"dimension\":\"3\""),
                changed("coordinates with a fraction", "\"dimension\":3", "\"dimension\":3.5"),
                changed("coordinates that are null", "\"dimension\":3", "\"dimension\":null"));
    }

    private static Stream<Arguments> networks() {
        return Stream.of(
                changed("a million couplings", "\"couplings\":2", "\"couplings\":1000000"),
                content("a hundred thousand couplings and their numbers", CraftedContentsTest::couplings),
                changed("very many couplings", "\"couplings\":2", "\"couplings\":2147483647"),
                changed("no couplings", "\"couplings\":2", "\"couplings\":0"),
                changed("couplings below none", "\"couplings\":2", "\"couplings\":-2"),
                changed("another coupling", "\"couplings\":2", "\"couplings\":3"),
                changed("very many units", "\"hidden\":4", "\"hidden\":2147483647"),
                changed("units whose square is 0 as an int", "\"hidden\":4", "\"hidden\":65536"),
                changed("another unit", "\"hidden\":4", "\"hidden\":5"),
                changed("very many layers", "\"hiddenLayers\":1", "\"hiddenLayers\":2147483647"),
                content(
                        "a million layers",
                        c -> c.replacing("\"hiddenLayers\":1", "\"hiddenLayers\":1000000")
                                .replacing("\"hidden\":4", "\"hidden\":1")
                                .withZeros(1_000_000)));
    }

    private static Stream<Arguments> flows() {
        return Stream.of(
                changed("an image of vectors", "\"image\":null", "\"image\":{\"channels\":3,\"height\":1,\"width\":1}"),
                content("an image of more numbers", c -> glow(c, 3, 2, 2)),
                content("an image beyond an int", c -> glow(c, 65536, 65536, 65536)),
                content("an image without rows", c -> glow(c, 3, 0, 2)),
                changed("an unknown flow", "REAL_NVP", "RADIAL"),
                changed("another flow", "REAL_NVP", "SPLINE"),
                changed("a flow by its place", "\"REAL_NVP\"", "1"),
                changed("a flow that is null", "\"REAL_NVP\"", "null"),
                changed("flows that are null", "\"flow\":{", "\"flow\":null,\"flaw\":{"));
    }

    private static Stream<Arguments> seeds() {
        return Stream.of(
                changed("a seed with a fraction", "\"seed\":7", "\"seed\":7.5"),
                changed("a seed beyond a long", "\"seed\":7", "\"seed\":18446744073709551616"),
                changed("a seed that is true", "\"seed\":7", "\"seed\":true"),
                changed("no seed", "\"seed\":7,", ""));
    }

    private static Stream<Arguments> standardisations() {
        return Stream.of(
                changed("a mean fewer", "[0.5,1.5,2.5]", "[0.5,1.5]"),
                content(
                        "a mean and a scale fewer",
                        c -> c.replacing("[0.5,1.5,2.5]", "[0.5,1.5]").replacing("[1.25,2.25,3.25]", "[1.25,2.25]")),
                changed("a mean that is null", "[0.5,1.5,2.5]", "[0.5,null,2.5]"),
                changed("means that are null", "[0.5,1.5,2.5]", "null"),
                changed("a mean as text", "[0.5,1.5,2.5]", "[0.5,\"1.5\",2.5]"),
                changed("a mean that is not a number", "[0.5,1.5,2.5]", "[0.5,\"NaN\",2.5]"),
                changed("a mean beyond a double", "[0.5,1.5,2.5]", "[0.5,1e999,2.5]"),
                changed("a scale of 0", "[1.25,2.25,3.25]", "[1.25,0,3.25]"),
                changed("a scale below 0", "[1.25,2.25,3.25]", "[1.25,-2.25,3.25]"),
                changed("a scale beyond a double", "[1.25,2.25,3.25]", "[1.25,1e999,3.25]"),
                changed("a scale whose inverse is infinite", "[1.25,2.25,3.25]", "[1.25,1e-320,3.25]"),
                changed("no standardisation", "\"source\":{", "\"target\":null,\"sauce\":{"));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                changed("an unknown field", "\"seed\":7", "\"seed\":7,\"colour\":1"),
                changed("a field twice", "\"seed\":7", "\"seed\":7,\"seed\":8"),
                content("text after it", c -> c.withSpec(c.spec() + "{}")),
                content("a spec a hundred thousand deep", c -> c.withSpec(CraftedText.DEEP)),
                content(
                        "a number of a million digits",
                        c -> c.replacing("\"seed\":7", "\"seed\":" + "7".repeat(1_000_000))),
                content("a spec that is null", c -> c.withSpec("null")),
                content("an empty spec", c -> c.withSpec("")),
                content("a spec of private models", c -> c.withSpec("{\"aligner\":" + c.spec() + ",\"fold\":0}")));
    }

    private static Content couplings(Content content) {
        return content.replacing("\"couplings\":2", "\"couplings\":100000")
                .replacing("\"hidden\":4", "\"hidden\":1")
                .replacing("\"dimension\":3", "\"dimension\":2")
                .replacing("[0.5,1.5,2.5]", "[0.5,1.5]")
                .replacing("[1.25,2.25,3.25]", "[1.25,2.25]")
                .replacing("[0.0,1.0,2.0]", "[0,1]")
                .replacing("[1.0,2.0,3.0]", "[1,2]")
                .withZeros(2 * 6 + 50_000 * (4 * 6 + 4));
    }

    private static Content glow(Content content, int channels, int height, int width) {
        return content.replacing("REAL_NVP", "GLOW")
                .replacing(
                        "\"image\":null",
                        "\"image\":{\"channels\":" + channels + ",\"height\":" + height + ",\"width\":" + width + "}");
    }

    private float[] with(float value) {
        float[] others = numbers.clone();
        others[77] = value;
        return others;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"counts", "dimensions", "networks", "flows", "seeds", "standardisations", "texts"})
    void oneThatCannotBeWhatItSaysIsRefusedThoughItsChecksumIsRight(String name, UnaryOperator<Content> change)
            throws IOException {
        Path model = saved();
        CraftedModels.write(model.resolve("data"), change.apply(content()));
        refuses(model);
    }
}
