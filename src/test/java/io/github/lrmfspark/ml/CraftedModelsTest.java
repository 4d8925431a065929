package io.github.lrmfspark.ml;

import static io.github.lrmfspark.ml.CraftedModels.copy;
import static io.github.lrmfspark.ml.CraftedModels.edit;
import static io.github.lrmfspark.ml.CraftedModels.overwrite;
import static io.github.lrmfspark.ml.CraftedModels.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.ml.CraftedModels.Content;
import io.github.lrmfspark.ml.CraftedModels.RowOf;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that was not saved as it lies there is refused in a sentence, whatever is wrong with it. */
@SparkTest
@TestInstance(Lifecycle.PER_CLASS)
class CraftedModelsTest {
    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final String DEEP = "[".repeat(100_000);

    private final AlignerSpec spec = new AlignerSpec(
            new FlowOptions(Kind.REAL_NVP, 2, 4, 1),
            3,
            7,
            new Standardisation(new double[] {0.5, 1.5, 2.5}, new double[] {1.25, 2.25, 3.25}),
            new Standardisation(new double[] {0, 1, 2}, new double[] {1, 2, 3}),
            new int[0]);
    private final float[] numbers = numbers(130);

    @TempDir
    private static Path folder;

    private int made;

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i / 1000f;
        }
        return numbers;
    }

    private Path saved() {
        Path path = folder.resolve("model-" + made++);
        copy(folder.resolve("whole"), path);
        return path;
    }

    private static Path saved(LrmfAlignerModel model, String name) throws IOException {
        Path path = folder.resolve(name);
        model.save(path.toString());
        return path;
    }

    private Content content() throws IOException {
        return CraftedModels.of(spec, numbers);
    }

    @BeforeAll
    void save(SparkSession spark) throws IOException {
        LrmfAlignerModel model = new LrmfAlignerModel("aligner", spec, numbers, null);
        LrmfAlignerModel.load(saved(model, "whole").toString());
        saved(model.inverse(), "inverse");
    }

    /** Makes something wrong of a saved model. */
    private interface Damage {
        void to(Path model) throws IOException;
    }

    private static Arguments row(String name, Damage damage) {
        return Arguments.of(name, damage);
    }

    private Stream<Arguments> directories() {
        return Stream.of(
                row("another one copied over it", model -> copy(folder.resolve("inverse"), model)),
                row("with two metadata files", model -> copyFile(model.resolve("metadata"), "part-00001")),
                row("with two data files", model -> copyFile(model.resolve("data"), "part-00001.parquet")),
                row("with data in data", model -> copy(saved().resolve("data"), model.resolve("data/data"))),
                row(
                        "with metadata in metadata",
                        model -> copy(model.resolve("data"), model.resolve("metadata/metadata"))),
                row("with another one in it", model -> copy(saved(), model.resolve("copied"))),
                row("with leftovers of a copy", model -> copyFile(model.resolve("data"), "part-0.parquet~")),
                row("with an empty file in data", model -> Files.createFile(model.resolve("data/part-1.parquet"))),
                row("without data", model -> Files.move(model.resolve("data"), folder.resolve("away-" + made++))),
                row(
                        "without metadata",
                        model -> Files.move(model.resolve("metadata"), folder.resolve("away-" + made++))),
                row("whose data is a file", model -> {
                    Files.move(model.resolve("data"), folder.resolve("away-" + made++));
                    Files.createFile(model.resolve("data"));
                }),
                row("with an empty data directory", model -> Files.delete(CraftedModels.file(model.resolve("data")))),
                row(
                        "that is a pipeline",
                        model -> new Pipeline()
                                .setStages(new PipelineStage[] {new LrmfAligner()})
                                .write()
                                .overwrite()
                                .save(model.toString())),
                row(
                        "that is an aligner",
                        model -> new LrmfAligner().write().overwrite().save(model.toString())),
                row("that is private models", model -> write(model, content())),
                row(
                        "of the metadata of another one",
                        model -> copy(folder.resolve("inverse/metadata"), model.resolve("metadata"))));
    }

    private static void copyFile(Path directory, String name) throws IOException {
        Files.copy(CraftedModels.file(directory), directory.resolve(name));
    }

    private Stream<Arguments> metadata() {
        return Stream.of(
                edited(
                        "that maps the other way by its metadata",
                        "\"direction\":\"forward\"",
                        "\"direction\":\"inverse\""),
                edited("with a direction that is none", "\"direction\":\"forward\"", "\"direction\":\"sideways\""),
                edited("of another class", "ml.LrmfAlignerModel", "ml.LrmfAligner"),
                edited("of an unknown class", "ml.LrmfAlignerModel", "ml.Other"),
                edited("with an unknown field", "\"uid\"", "\"colour\":1,\"uid\""),
                edited("without params", "\"paramMap\"", "\"paramMup\""),
                edited("with a field twice", "\"uid\"", "\"uid\":\"other\",\"uid\""),
                edited("with a param twice", "\"seed\":1", "\"seed\":2,\"seed\":1"),
                edited("with an unknown param", "\"paramMap\":{", "\"paramMap\":{\"colour\":1"),
                edited("with a param out of range", "\"paramMap\":{", "\"paramMap\":{\"couplings\":0"),
                edited("with a default out of range", "\"boundFolds\":3", "\"boundFolds\":1"),
                edited("with a param of another type", "\"paramMap\":{", "\"paramMap\":{\"featuresCol\":7"),
                edited("with a param that is null", "\"paramMap\":{", "\"paramMap\":{\"featuresCol\":null"),
                edited(
                        "with a param that is a vector",
                        "\"paramMap\":{",
                        "\"paramMap\":{\"featuresCol\":{\"type\":1,\"values\":[1]}"),
                edited("with a count beyond an int", "\"boundFolds\":3", "\"boundFolds\":4294967299"),
                edited("with a count that is text", "\"boundFolds\":3", "\"boundFolds\":\"3\""),
                edited("without a name", "\"uid\":\"aligner\"", "\"uid\":null"),
                edited("whose name is a number", "\"uid\":\"aligner\"", "\"uid\":7"),
                edited("of another name", "\"uid\":\"aligner\"", "\"uid\":\"other\""),
                edited("with metadata of two lines", "{\"class\"", "{}\n{\"class\""),
                edited("with metadata that go on", "3.5.5\"", "3.5.5\"},{\"a\":\"b\""),
                row(
                        "with deep metadata",
                        model -> overwrite(model.resolve("metadata"), ("{\"uid\":" + DEEP).getBytes(UTF_8))),
                row(
                        "with metadata that are a list",
                        model -> overwrite(model.resolve("metadata"), "[]".getBytes(UTF_8))),
                row(
                        "with metadata that are null",
                        model -> overwrite(model.resolve("metadata"), "null".getBytes(UTF_8))),
                row("with metadata of zeros", model -> overwrite(model.resolve("metadata"), new byte[100_000])),
                row("with empty metadata", model -> overwrite(model.resolve("metadata"), new byte[0])));
    }

    private static Arguments edited(String name, String text, String other) {
        return row(name, model -> edit(model.resolve("metadata"), text, other));
    }

    private Stream<Arguments> data() {
        return Stream.of(
                row("without a row", model -> write(model.resolve("data"))),
                row("with two rows", model -> write(model.resolve("data"), content(), content())),
                row(
                        "without a spec",
                        model -> write(
                                model.resolve("data"),
                                CraftedModels.COLUMNS,
                                List.<RowOf>of(row -> row.add("checksum", 1L)))),
                row(
                        "without a row's columns",
                        model -> write(
                                model.resolve("data"), "optional int64 id;", List.<RowOf>of(row -> row.add("id", 1L)))),
                row(
                        "with a spec that is a number",
                        model -> write(
                                model.resolve("data"),
                                CraftedModels.COLUMNS.replace("binary spec (UTF8)", "int64 spec"),
                                List.<RowOf>of(row -> row.add("spec", 1L)))),
                row(
                        "with specs that are many",
                        model -> write(
                                model.resolve("data"),
                                CraftedModels.COLUMNS.replace("optional binary spec", "repeated binary spec"),
                                List.<RowOf>of(row -> row.add("spec", "{}")))),
                row("of a newer format", model -> writeWithFormat(model.resolve("data"), format(3))),
                row("of format 0", model -> writeWithFormat(model.resolve("data"), format(0))),
                row("of a format below 0", model -> writeWithFormat(model.resolve("data"), format(Integer.MIN_VALUE))),
                row(
                        "that says that it is older than it is",
                        model -> writeWithFormat(model.resolve("data"), format(1))),
                row("whose data is noise", model -> overwrite(model.resolve("data"), numbered(5000))),
                row("whose data is empty", model -> overwrite(model.resolve("data"), new byte[0])));
    }

    private static byte[] numbered(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    private static void writeWithFormat(Path directory, List<RowOf> rows) {
        CraftedModels.write(directory, "optional int32 format;" + CraftedModels.COLUMNS, rows);
    }

    private List<RowOf> format(int number) throws IOException {
        Content content = content();
        return List.of(row -> {
            row.add("format", number);
            row.add("spec", content.spec());
            row.add("parameters", org.apache.parquet.io.api.Binary.fromConstantByteArray(content.numbers()));
            row.add("checksum", content.checksum() + 1);
        });
    }

    private static Arguments content(String name, UnaryOperator<Content> change) {
        return Arguments.of(name, change);
    }

    private static Arguments changed(String name, String text, String other) {
        return content(name, content -> content.replacing(text, other));
    }

    /** Of each the checksum is right. */
    private Stream<Arguments> contents() {
        return Stream.of(
                content("a number fewer", c -> c.withNumbers(Arrays.copyOf(numbers, 129))),
                content("a number more", c -> c.withNumbers(Arrays.copyOf(numbers, 131))),
                content("two bytes more", c -> new Content(c.spec(), Arrays.copyOf(c.numbers(), 522))),
                content("no numbers", c -> c.withZeros(0)),
                content("NaN", c -> c.withNumbers(with(Float.NaN))),
                content("infinity", c -> c.withNumbers(with(Float.NEGATIVE_INFINITY))),
                changed("no coordinate", "\"dimension\":3", "\"dimension\":0"),
                changed("one coordinate", "\"dimension\":3", "\"dimension\":1"),
                changed("fewer coordinates than none", "\"dimension\":3", "\"dimension\":-3"),
                changed("two coordinates", "\"dimension\":3", "\"dimension\":2"),
                changed("very many coordinates", "\"dimension\":3", "\"dimension\":2147483647"),
                changed("coordinates beyond an int", "\"dimension\":3", "\"dimension\":4294967299"),
                changed("coordinates as text", "\"dimension\":3", "\"dimension\":\"3\""),
                changed("coordinates with a fraction", "\"dimension\":3", "\"dimension\":3.5"),
                changed("coordinates that are null", "\"dimension\":3", "\"dimension\":null"),
                changed("a million couplings", "\"couplings\":2", "\"couplings\":1000000"),
                content("a hundred thousand couplings and their numbers", CraftedModelsTest::couplings),
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
                                .withZeros(1_000_000)),
                changed("an image of vectors", "\"image\":null", "\"image\":{\"channels\":3,\"height\":1,\"width\":1}"),
                content("an image of more numbers", c -> glow(c, 3, 2, 2)),
                content("an image beyond an int", c -> glow(c, 65536, 65536, 65536)),
                content("an image without rows", c -> glow(c, 3, 0, 2)),
                changed("an unknown flow", "REAL_NVP", "RADIAL"),
                changed("another flow", "REAL_NVP", "SPLINE"),
                changed("a flow by its place", "\"REAL_NVP\"", "1"),
                changed("a flow that is null", "\"REAL_NVP\"", "null"),
                changed("flows that are null", "\"flow\":{", "\"flow\":null,\"flaw\":{"),
                changed("a seed with a fraction", "\"seed\":7", "\"seed\":7.5"),
                changed("a seed beyond a long", "\"seed\":7", "\"seed\":18446744073709551616"),
                changed("a seed that is true", "\"seed\":7", "\"seed\":true"),
                changed("no seed", "\"seed\":7,", ""),
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
                changed("no standardisation", "\"source\":{", "\"target\":null,\"sauce\":{"),
                changed("an unknown field", "\"seed\":7", "\"seed\":7,\"colour\":1"),
                changed("a field twice", "\"seed\":7", "\"seed\":7,\"seed\":8"),
                content("text after it", c -> c.withSpec(c.spec() + "{}")),
                content("a spec a hundred thousand deep", c -> c.withSpec(DEEP)),
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
    @MethodSource({"directories", "metadata", "data"})
    void oneThatIsNotAsItWasSavedIsRefused(String name, Damage damage) throws IOException {
        Path model = saved();
        damage.to(model);
        refuses(model);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void oneThatCannotBeWhatItSaysIsRefusedThoughItsChecksumIsRight(String name, UnaryOperator<Content> change)
            throws IOException {
        Path model = saved();
        write(model.resolve("data"), change.apply(content()));
        refuses(model);
    }

    private static void refuses(Path model) {
        Assertions.assertTimeoutPreemptively(
                SECONDS,
                () -> assertThatThrownBy(() -> LrmfAlignerModel.load(model.toString()))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageStartingWith(
                                "Expected a saved model at '" + model + "'; found none that can be read: ")
                        .hasMessageNotContainingAny("Delete", "delete")
                        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000)));
    }

    @Test
    void aNewerFormatIsNamed() throws IOException {
        Path model = saved();
        writeWithFormat(model.resolve("data"), format(3));
        assertThatThrownBy(() -> LrmfAlignerModel.load(model.toString()))
                .hasMessageContaining("Expected format 2 or older; found format 3, which a newer version writes");
    }

    @Test
    void whatWasCraftedOnlyAsItWasSavedLoads() throws IOException {
        Path model = saved();
        write(model.resolve("data"), content());
        Files.createFile(model.resolve("data/_SUCCESS.copied"));
        Files.writeString(model.resolve("README"), "what this model is of");
        Files.createDirectory(model.resolve("notes"));

        LrmfAlignerModel loaded = LrmfAlignerModel.load(model.toString());

        assertThat(loaded.parameters()).isEqualTo(numbers);
        assertThat(loaded.spec()).usingRecursiveComparison().isEqualTo(spec);
    }

    @Test
    void aNameMayHoldAnyCharacter(SparkSession spark) throws IOException {
        LrmfAlignerModel model = new LrmfAlignerModel("my.aligner `é`", spec, numbers, null);
        LrmfAlignerModel loaded = LrmfAlignerModel.load(saved(model, "named").toString());

        assertThat(loaded.uid()).isEqualTo(model.uid());
        assertThat(loaded.setFeaturesCol("embedding")
                        .transform(LrmfAlignerTest.normal(spark, 4, 3, 1))
                        .count())
                .isEqualTo(4);
        assertThat(loaded.transform(LrmfAlignerTest.normal(spark, 4, 3, 1))
                        .select("aligned")
                        .collectAsList())
                .hasSize(4);
    }
}
