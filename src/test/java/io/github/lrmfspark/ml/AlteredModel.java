package io.github.lrmfspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.ml.CraftedModels.Content;
import io.github.lrmfspark.ml.CraftedModels.Damage;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** A model that is saved once, copies of it for tests to alter, and how one that was altered has to be refused. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AlteredModel {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    final AlignerSpec spec = new AlignerSpec(
            new FlowOptions(Kind.REAL_NVP, 2, 4, 1),
            3,
            7,
            new Standardisation(new double[] {0.5, 1.5, 2.5}, new double[] {1.25, 2.25, 3.25}),
            new Standardisation(new double[] {0, 1, 2}, new double[] {1, 2, 3}),
            new int[0],
            new byte[0],
            null,
            new byte[0]);
    final float[] numbers = new float[130];

    private int made;

    AlteredModel() {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i / 1000f;
        }
    }

    @BeforeAll
    void save(SparkSession spark) throws IOException {
        LrmfAlignerModel model = new LrmfAlignerModel("aligner", spec, numbers, null);
        LrmfAlignerModel.load(saved(model, "whole").toString());
        saved(model.inverse(), "inverse");
    }

    static Path saved(LrmfAlignerModel model, String name) throws IOException {
        Path path = folder.resolve(name);
        model.save(path.toString());
        return path;
    }

    /** A copy of the model. */
    final Path saved() {
        Path path = away();
        CraftedModels.copy(folder.resolve("whole"), path);
        return path;
    }

    /** A place where nothing is yet. */
    final Path away() {
        return folder.resolve("model-" + made++);
    }

    final Content content() throws IOException {
        return CraftedModels.of(spec, numbers);
    }

    static Arguments row(String name, Damage damage) {
        return Arguments.of(name, damage);
    }

    static void refuses(Path model) {
        Assertions.assertTimeoutPreemptively(
                PATIENCE,
                () -> assertThatThrownBy(() -> LrmfAlignerModel.load(model.toString()))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageStartingWith(
                                "Expected a saved model at '" + model + "'; found none that can be read: ")
                        .hasMessageNotContainingAny("Delete", "delete")
                        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000)));
    }
}
