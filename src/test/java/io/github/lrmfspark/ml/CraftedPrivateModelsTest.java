package io.github.lrmfspark.ml;

import static io.github.lrmfspark.ml.AlteredModel.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.CraftedText;
import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.ml.CraftedModels.Content;
import io.github.lrmfspark.ml.CraftedModels.Damage;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Private models that were not saved as they lie there are refused in a sentence, and nobody is told to delete them. */
@SparkTest
@TestInstance(Lifecycle.PER_CLASS)
class CraftedPrivateModelsTest {
    private static final AlignerSpec ALIGNER = new AlignerSpec(
            new FlowOptions(Kind.AFFINE, 2, 4, 1),
            2,
            7,
            new Standardisation(new double[] {0.5, 1.5}, new double[] {1.25, 2.25}),
            new Standardisation(new double[] {0, 1}, new double[] {1, 2}),
            new int[0],
            new byte[0],
            null,
            new byte[0]);
    private static final PrivateSpec SPEC = new PrivateSpec(ALIGNER, 0, 2, null, 0.25, 0.125, 100, 200, null);
    private static final List<float[]> FITS = List.of(
            new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, new float[] {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13});

    private final SparkSession spark;

    @TempDir
    private static Path folder;

    private int made;

    CraftedPrivateModelsTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    void save() {
        new PrivateModelFiles(spark, folder.resolve("whole").toString()).write(SPEC, FITS);
    }

    private Path saved() {
        Path path = folder.resolve("private-" + made++);
        CraftedModels.copy(folder.resolve("whole"), path);
        return path;
    }

    private List<float[]> read(Path path) {
        return new PrivateModelFiles(spark, path.toString()).read(SPEC);
    }

    private static Content[] fits() throws IOException {
        return new Content[] {
            CraftedModels.of(SPEC, FITS.get(0)), CraftedModels.of(SPEC.withFold(1), FITS.get(1)),
        };
    }

    private Stream<Arguments> directories() {
        return Stream.of(
                row("others copied over them", CraftedPrivateModelsTest::copyFile),
                row("others copied into them", models -> CraftedModels.copy(saved(), models.resolve("b"))),
                row("a stray file beside them", models -> Files.createFile(models.resolve("README"))),
                row("an empty directory", models -> Files.delete(CraftedModels.file(models))),
                row(
                        "a model",
                        models -> new LrmfAlignerModel("a", ALIGNER, new float[12], null)
                                .write()
                                .overwrite()
                                .save(models.toString())),
                row(
                        "a set",
                        models -> CraftedModels.write(models, "optional int64 id;", List.of(row -> row.add("id", 1L)))),
                row("noise", models -> CraftedModels.overwrite(models, new byte[3000])));
    }

    private static void copyFile(Path models) throws IOException {
        Files.copy(CraftedModels.file(models), models.resolve("part-00001.parquet"));
    }

    private static Arguments fits(String name, UnaryOperator<List<Content>> change) {
        return Arguments.of(name, change);
    }

    private static Arguments second(String name, UnaryOperator<Content> change) {
        return fits(name, all -> List.of(all.get(0), change.apply(all.get(1))));
    }

    private static Stream<Arguments> contents() {
        return Stream.of(
                fits("none", all -> List.of()),
                fits("one fit of two", all -> all.subList(0, 1)),
                fits("one fit twice", all -> List.of(all.get(0), all.get(0))),
                fits("a fit more", all -> List.of(all.get(0), all.get(1), all.get(1))),
                second("a fold beyond them", c -> c.replacing("\"fold\":1", "\"fold\":2")),
                second("a fold below 0", c -> c.replacing("\"fold\":1", "\"fold\":-1")),
                second("a number fewer", c -> c.withZeros(11)),
                second("no numbers", c -> c.withZeros(0)),
                second("NaN", c -> c.withNumbers(1, 2, 3, Float.NaN, 5, 6, 7, 8, 9, 10, 11, 12)),
                second("an unknown field", c -> c.replacing("\"fold\":1", "\"fold\":1,\"colour\":1")),
                second("a field twice", c -> c.replacing("\"fold\":1", "\"fold\":0,\"fold\":1")),
                second("an inner field twice", c -> c.replacing("\"seed\":7", "\"seed\":8,\"seed\":7")),
                second("another dimension", c -> c.replacing("\"dimension\":2", "\"dimension\":3")),
                second(
                        "very many couplings",
                        c -> c.replacing("AFFINE", "REAL_NVP")
                                .replacing("\"couplings\":2", "\"couplings\":2147483647")),
                second("another seed", c -> c.replacing("\"seed\":7", "\"seed\":8")),
                second("rows as text", c -> c.replacing("\"sourceRows\":100", "\"sourceRows\":\"100\"")),
                second("rows that are missing", c -> c.replacing(",\"sourceRows\":100", "")),
                second("no aligner", c -> c.withSpec("{\"fold\":1}")),
                second("a spec a hundred thousand deep", c -> c.withSpec(CraftedText.DEEP)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("directories")
    void thoseThatAreNotAsTheyWereSavedAreRefused(String name, Damage damage) throws IOException {
        Path models = saved();
        damage.to(models);
        refuses(models);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void thoseThatCannotBeWhatTheySayAreRefusedThoughTheirChecksumsAreRight(
            String name, UnaryOperator<List<Content>> change) throws IOException {
        Path models = saved();
        CraftedModels.write(models, change.apply(List.of(fits())).toArray(Content[]::new));
        refuses(models);
    }

    private void refuses(Path models) {
        assertThatThrownBy(() -> read(models))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Expected ")
                .hasMessageContaining("private models")
                .hasMessageContaining("'" + models + "'; found ")
                .hasMessageContaining("Name another directory to have them fitted again")
                .hasMessageNotContainingAny("Delete", "delete");
    }

    @Test
    void whatWasCraftedOnlyAsTheyWereSavedIsRead() throws IOException {
        Path models = saved();
        assertThat(read(models)).containsExactlyElementsOf(FITS);
        List<Content> fits = new ArrayList<>(List.of(fits()));
        CraftedModels.write(models, fits.get(1), fits.get(0));
        assertThat(read(models)).containsExactlyElementsOf(FITS);
    }

    @Test
    void aNewFieldThatMayBeNullMayBeMissing() throws IOException {
        assertThat(new ObjectMapper()
                        .valueToTree(SPEC)
                        .at("/aligner/flow/image")
                        .isNull())
                .isTrue();
        Path models = saved();
        Content[] fits = fits();
        CraftedModels.write(models, fits[0].replacing(",\"image\":null", ""), fits[1].replacing(",\"image\":null", ""));
        assertThat(read(models)).containsExactlyElementsOf(FITS);
    }
}
