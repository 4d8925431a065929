package io.github.lrmfspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.choice.StandardisedMaps;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.flow.Inverse;
import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.PrincipalFrame;
import io.github.lrmfspark.statistics.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a T that has not learnt, a model is its start, whatever directions the flow works on. */
class StandardisedMapsTest {
    private static final int D = 12;
    private static final FlowOptions FLOW = new FlowOptions(FlowOptions.Kind.REAL_NVP, 2, 4, 1);
    private static final SyntheticDomains CLUSTERS = new SyntheticDomains(Kind.CLUSTERS, 300, D, 40, 0.05, 2);
    private static final PackedRows SOURCE = CLUSTERS.source().rows();
    private static final Moments A = Moments.of(SOURCE);
    private static final Moments B = Moments.of(CLUSTERS.target().rows());

    private static AffineMap map(String name) {
        return switch (name) {
            case "gaussian" -> AffineMap.gaussian(A, B);
            case "shift" -> AffineMap.shift(A, B);
            default -> AffineMap.identity(D);
        };
    }

    @ParameterizedTest
    @CsvSource({"gaussian, 12", "gaussian, 5", "shift, 12", "shift, 2", "identity, 12", "identity, 5"})
    void aMapOfRawVectorsIsThatOfTheModel(String name, int directions) {
        AffineMap map = map(name);
        AlignerSpec spec = AlignerSpec.of(FLOW, directions, 1, A.marginals(), B.marginals());
        boolean framed = directions < D;
        double[][] frame = framed
                ? PrincipalFrame.of(
                        Moments.of(spec.standardisation()
                                .target()
                                .of(CLUSTERS.target().rows())),
                        directions)
                : Vectors.identity(D, 1);
        AlignerSpec started = spec.startingAt(
                StandardisedMaps.numbers(map, spec.standardisation(), frame),
                framed ? StandardisedMaps.numbers(frame) : new float[0]);
        assertThat(started.flowDimension()).isEqualTo(directions);

        float[] unmoved = new float[started.rawTransform().parameterSpec().size()];
        PackedRows mapped = SOURCE.mappedBy(new RowMapper(started.rawTransform(), unmoved, 64));
        assertThat(mapped.toArray()).containsExactly(map.apply(SOURCE).toArray(), within(2e-4f));
        PackedRows back = mapped.mappedBy(new RowMapper(Inverse.of(started.rawTransform()), unmoved, 64));
        assertThat(back.toArray()).containsExactly(SOURCE.toArray(), within(2e-4f));

        PackedRows prepared = started.preparation().ofSource(SOURCE);
        assertThat(prepared.dimension()).isEqualTo(directions);
        assertThat(prepared.rows()).isEqualTo(SOURCE.rows());
    }
}
