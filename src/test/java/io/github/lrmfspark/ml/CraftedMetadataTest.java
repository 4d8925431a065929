package io.github.lrmfspark.ml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lrmfspark.CraftedText;
import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.ml.CraftedModels.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model whose metadata are not as they were saved is refused in a sentence. */
@SparkTest
class CraftedMetadataTest extends AlteredModel {
    private static Stream<Arguments> fields() {
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
                edited("with a field twice", "\"uid\"", "\"uid\":\"other\",\"uid\""));
    }

    private static Stream<Arguments> params() {
        return Stream.of(
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
                edited("with a count that is text", "\"boundFolds\":3", "\"boundFolds\":\"3\""));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                edited("without a name", "\"uid\":\"aligner\"", "\"uid\":null"),
                edited("whose name is a number", "\"uid\":\"aligner\"", "\"uid\":7"),
                edited("of another name", "\"uid\":\"aligner\"", "\"uid\":\"other\""),
                edited("with metadata of two lines", "{\"class\"", "{}\n{\"class\""),
                edited("with metadata that go on", "3.5.5\"", "3.5.5\"},{\"a\":\"b\""),
                overwritten("with deep metadata", "{\"uid\":" + CraftedText.DEEP),
                overwritten("with metadata that are a list", "[]"),
                overwritten("with metadata that are null", "null"),
                overwritten("with metadata of zeros", "\0".repeat(100_000)),
                overwritten("with empty metadata", ""));
    }

    private static Arguments edited(String name, String text, String other) {
        return row(name, model -> CraftedModels.edit(model.resolve("metadata"), text, other));
    }

    private static Arguments overwritten(String name, String text) {
        return row(name, model -> CraftedModels.overwrite(model.resolve("metadata"), text.getBytes(UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"fields", "params", "texts"})
    void oneThatIsNotAsItWasSavedIsRefused(String name, Damage damage) throws IOException {
        Path model = saved();
        damage.to(model);
        refuses(model);
    }
}
