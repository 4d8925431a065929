package io.github.lrmfspark.ml;

import static io.github.lrmfspark.ml.CraftedModels.copy;
import static io.github.lrmfspark.ml.CraftedModels.overwrite;
import static io.github.lrmfspark.ml.CraftedModels.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.ml.CraftedModels.Content;
import io.github.lrmfspark.ml.CraftedModels.Damage;
import io.github.lrmfspark.ml.CraftedModels.RowOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that was not saved as it lies there is refused in a sentence, whatever is wrong with it. */
@SparkTest
class CraftedModelsTest extends AlteredModel {
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
                row("with an empty file in data", model -> Files.createFile(model.resolve("data/part-1.parquet"))));
    }

    private Stream<Arguments> others() {
        return Stream.of(
                row("without data", model -> Files.move(model.resolve("data"), away())),
                row("without metadata", model -> Files.move(model.resolve("metadata"), away())),
                row("whose data is a file", model -> {
                    Files.move(model.resolve("data"), away());
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
            row.add("parameters", Binary.fromConstantByteArray(content.numbers()));
            row.add("checksum", content.checksum() + 1);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"directories", "others", "data"})
    void oneThatIsNotAsItWasSavedIsRefused(String name, Damage damage) throws IOException {
        Path model = saved();
        damage.to(model);
        refuses(model);
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
