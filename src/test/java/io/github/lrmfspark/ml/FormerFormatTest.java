package io.github.lrmfspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.TestSets;
import io.github.lrmfspark.storage.InvalidInputException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a commit before format 2 has saved is in the resources: a model that maps back, and private models of the same sets. */
@SparkTest
class FormerFormatTest {
    private static final float[] RAW = {0, 0, 0, 1, -1, 2, -0.5f, 3, 0.25f};
    /** Printed by the commit that saved the model. */
    private static final float[] MAPPED_BACK = {
        -0.3592709f,
        0.08400035f,
        0.032719724f,
        0.72409344f,
        -0.8361068f,
        2.0662127f,
        -0.8998479f,
        2.8605323f,
        0.29469386f
    };

    static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(FormerFormatTest.class.getResource("format-1/" + name))
                .toURI());
    }

    @Test
    void aModelLoadsWithItsBits() throws URISyntaxException {
        LrmfAlignerModel model = LrmfAlignerModel.load(resource("model").toString());

        assertThat(model.uid()).isEqualTo("lrmfAligner_dc70f9c4b463");
        assertThat(model.parameters()).hasSize(130);
        assertThat(Arrays.hashCode(model.parameters())).isEqualTo(573956452);
        assertThat(model.getOrDefault(model.direction())).isEqualTo("inverse");
        assertThat(model.getOrDefault(model.featuresCol())).isEqualTo("embedding");
        assertThat(model.map(PackedRows.of(3, RAW)).toArray())
                .as("up to what products differ by on other processors")
                .containsExactly(MAPPED_BACK, within(1e-5f));
    }

    @Test
    void itsMetadataHaveToBeOfItsNumbers(@TempDir Path folder) throws URISyntaxException {
        CraftedModels.copy(resource("model"), folder);
        CraftedModels.edit(folder.resolve("metadata"), "\"seed\":7", "\"seed\":8");
        assertThatThrownBy(() -> LrmfAlignerModel.load(folder.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "its metadata is of another model: 'seed' is 8 there and was 7 when it was trained");
    }

    @Test
    void privateModelsAreUsed(SparkSession spark) throws URISyntaxException {
        Dataset<Row> source = TestSets.of(spark, TestSets.FLOATS, List.copyOf(TestSets.normal(60, 3, 1)));
        Dataset<Row> target = TestSets.of(spark, TestSets.FLOATS, List.copyOf(TestSets.normal(60, 3, 2)));
        NotedPhases phases = new NotedPhases();

        new LrmfAligner()
                .setFeaturesCol("embedding")
                .setCouplings(2)
                .setHidden(4)
                .setHiddenLayers(1)
                .setSteps(5)
                .setBatchSize(20)
                .setAffineSteps(0)
                .setPolishSteps(0)
                .setWorkers(1)
                .setSeed(7)
                .setBoundFolds(2)
                .setPrivateModels(resource("private").toString())
                .setProgress(phases)
                .fit(source, target);

        assertThat(phases.names()).containsExactly("training");
    }
}
