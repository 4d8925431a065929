package io.github.lrmfspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.choice.MapChoice;
import io.github.lrmfspark.choice.Start;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.data.TestSets;
import io.github.lrmfspark.settings.Keys;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Which map is written of those that were tried, and that it is the model's. */
@SparkTest
class LadderTest {
    private static final int D = 10;

    private final SparkSession spark;

    LadderTest(SparkSession spark) {
        this.spark = spark;
    }

    private LrmfAlignerModel fit(PackedRows source, PackedRows target, String candidates) {
        return new LrmfAligner()
                .setFeaturesCol("embedding")
                .set(Keys.TRAINING_CANDIDATES, candidates)
                .setSteps(30)
                .setAffineSteps(30)
                .setCouplings(2)
                .setHidden(8)
                .setSeed(1)
                .set(Keys.BOUND_ENABLED, false)
                .fit(TestSets.of(spark, source), TestSets.of(spark, target));
    }

    private static PackedRows clusters(long seed, double degrees, boolean target) {
        SyntheticDomains domains = new SyntheticDomains(Kind.CLUSTERS, 600, D, degrees, 0.05, seed);
        return (target ? domains.target() : domains.source()).rows();
    }

    private static PackedRows moved(PackedRows rows, float scale, float shift) {
        float[] values = rows.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = scale * values[i] + shift;
        }
        return PackedRows.of(rows.dimension(), values);
    }

    private static MapChoice choice(LrmfAlignerModel model) {
        return Objects.requireNonNull(model.summary().choice());
    }

    @Test
    void equalSetsAreLeftAlone() {
        PackedRows all = clusters(1, 0, true);
        LrmfAlignerModel model = fit(all.slice(0, 300), all.slice(300, 600), "all");
        assertThat(choice(model).best().name()).isEqualTo("identity");

        assertThat(model.map(all).toArray()).containsExactly(all.toArray(), within(1e-5f));
    }

    @Test
    void whatAShiftBringsBackIsShifted() {
        PackedRows all = clusters(1, 0, true);
        PackedRows source = moved(all.slice(0, 300), 2, 5);
        PackedRows target = all.slice(300, 600);
        LrmfAlignerModel model = fit(source, target, "all");
        assertThat(choice(model).best().name()).isEqualTo("shift");
        assertThat(Moments.mean(model.map(source)))
                .as("of all rows, as few are held out")
                .containsExactly(Moments.mean(target), within(1e-4));
        assertThat(choice(model).candidates())
                .extracting(MapChoice.Candidate::name)
                .as("near starts, and what was trained")
                .containsExactlyElementsOf(Stream.concat(
                                Arrays.stream(Start.values())
                                        .map(Start::label)
                                        .filter(label -> !label.startsWith("far-")),
                                Stream.of("flow"))
                        .toList());
    }

    /** One coordinate of the target is 0 but in one row, which is not among those that are trained on. */
    @Test
    void aStandardisedStartOfSomeDirectionsIsThatOfAllRows() {
        float[] values = clusters(1, 50, true).toArray();
        for (int i = D - 1; i < values.length; i += D) {
            values[i] = i / D == 100 ? 5 : 0;
        }
        PackedRows source = clusters(1, 50, false);
        LrmfAlignerModel model = new LrmfAligner()
                .setFeaturesCol("embedding")
                .set(Keys.TRAINING_START, "standardised")
                .set(Keys.TRAINING_CANDIDATES, "lrmf")
                .set(Keys.FLOW_DIRECTIONS, "4")
                .set(Keys.BOUND_ENABLED, false)
                .setMaxRows(100)
                .setSteps(5)
                .setWorkers(1)
                .setSeed(1)
                .fit(TestSets.of(spark, source), TestSets.of(spark, PackedRows.of(D, values)));
        assertThat(model.inverse().map(model.map(source)).toArray()).containsExactly(source.toArray(), within(1e-3f));
    }

    @Test
    void theTrainingAloneIsWrittenWhereNothingElseIsAskedFor() {
        PackedRows all = clusters(1, 0, true);
        LrmfAlignerModel model = fit(all.slice(0, 300), all.slice(300, 600), "lrmf");
        assertThat(model.summary().choice()).isNull();
        assertThat(model.map(all)).isNotEqualTo(all);
    }

    @Test
    void equalFitsChooseEqually() {
        PackedRows source = clusters(2, 50, false);
        PackedRows target = clusters(2, 50, true);
        LrmfAlignerModel model = fit(source, target, "all");
        LrmfAlignerModel again = fit(source, target, "all");
        assertThat(choice(again).best().name()).isEqualTo(choice(model).best().name());
        assertThat(again.map(source)).isEqualTo(model.map(source));
    }
}
