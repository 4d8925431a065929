package io.github.lrmfspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.flow.Inverse;
import io.github.lrmfspark.flow.RowMapper;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AlignerSpecTest {
    private static final FlowOptions FLOW = new FlowOptions(FlowOptions.Kind.REAL_NVP, 2, 4, 1);
    private static final String OLD = """
            {"flow":{"kind":"REAL_NVP","couplings":2,"hidden":4,"hiddenLayers":1,"image":null},"dimension":2,"seed":1,\
            "source":{"mean":[0.0,1.0],"scale":[2.0,3.0]},"target":{"mean":[4.0,5.0],"scale":[6.0,7.0]}}""";

    /** Saved private models and checkpoints are of use only where the spec is written as it was. */
    @Test
    void withoutConstantCoordinatesItIsWrittenAndReadAsBefore() throws JsonProcessingException {
        AlignerSpec spec = AlignerSpec.of(
                FLOW,
                1,
                new Marginals(new double[] {0, 1}, new double[] {2, 3}),
                new Marginals(new double[] {4, 5}, new double[] {6, 7}));

        assertThat(new ObjectMapper().writeValueAsString(spec)).isEqualTo(OLD);
        AlignerSpec read = new ObjectMapper().readValue(OLD, AlignerSpec.class);
        assertThat(read.constant()).isEmpty();
        assertThat(read.learntDimension()).isEqualTo(2);
        assertThat(new ObjectMapper().writeValueAsString(read)).isEqualTo(OLD);
    }

    @Test
    void constantCoordinatesAreWrittenAndRead() throws JsonProcessingException {
        String json = new ObjectMapper().writeValueAsString(withConstants());

        assertThat(json).endsWith("\"constant\":[1,3]}");
        assertThat(new ObjectMapper().readValue(json, AlignerSpec.class).constant())
                .containsExactly(1, 3);
        assertThatThrownBy(() -> new ObjectMapper().readValue(json.replace("[1,3]", "[3,1]"), AlignerSpec.class))
                .hasMessageContaining("Expected ascending coordinates of 5; found [3, 1]");
        assertThatThrownBy(() -> new ObjectMapper().readValue(json.replace("[1,3]", "[5]"), AlignerSpec.class))
                .hasMessageContaining("found [5]");
    }

    /** T on five coordinates does to the learnt three what the aligner of these does alone, and its losses are the same. */
    @Test
    void theMapIsThatOfTheLearntCoordinatesAndTheOthersTakeTheTargetsValue() {
        AlignerSpec spec = withConstants();
        AlignerSpec learnt = new AlignerSpec(
                FLOW,
                3,
                1,
                spec.standardisation().ofLearnt().source(),
                spec.standardisation().ofLearnt().target(),
                new int[0],
                new byte[0],
                null,
                new byte[0]);
        assertThat(spec.loss().parameterCount()).isEqualTo(learnt.loss().parameterCount());
        assertThat(spec.loss().dimension()).isEqualTo(3);
        assertThat(spec.privateLoss().dimension()).isEqualTo(3);

        float[] parameters = drawn(spec.rawTransform().parameterSpec().size());
        RowMapper whole = new RowMapper(spec.rawTransform(), parameters, 1);
        RowMapper part = new RowMapper(learnt.rawTransform(), parameters, 1);
        float[] row = {1.5f, 0.3f, -2, 7 + 1e-4f, 4};
        float[] three = {1.5f, -2, 4};
        whole.map(row, 1);
        part.map(three, 1);

        assertThat(new float[] {row[0], row[2], row[4]}).isEqualTo(three);
        assertThat(row[1]).isEqualTo(-0.7f);
        assertThat(row[3]).isEqualTo(-7 + 2e-4f, within(1e-6f));
        assertThat(whole.logDet(0)).isEqualTo(part.logDet(0) + Math.log(2), within(1e-5));
        new RowMapper(Inverse.of(spec.rawTransform()), parameters, 1).map(row, 1);
        assertThat(row).usingComparatorWithPrecision(1e-4f).containsExactly(1.5f, 0.3f, -2, 7 + 1e-4f, 4);
    }

    private static AlignerSpec withConstants() {
        return AlignerSpec.of(
                FLOW,
                1,
                new Marginals(new double[] {0, 0.3f, 2, 7, 1}, new double[] {2, 0, 3, 1e-7, 1}),
                new Marginals(new double[] {4, -0.7f, 1, -7, 2}, new double[] {6, 0, 2, 2e-7, 1}));
    }

    private static float[] drawn(int count) {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.1 * random.nextGaussian());
        }
        return values;
    }
}
