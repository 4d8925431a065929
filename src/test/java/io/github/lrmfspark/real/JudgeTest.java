package io.github.lrmfspark.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores of maps of which it is known how good they are. */
class JudgeTest {
    private static final RealSet EQUAL = TinySets.equal();
    private static final RealSet TURNED = EQUAL.turned();

    private static Map<Score, Double> scores(RealSet set, PackedRows mapped) {
        return new Judge(set).scores(mapped);
    }

    @Test
    void theIdentityOfEqualSetsIsAsGoodAsCanBe() {
        Map<Score, Double> scores = scores(EQUAL, EQUAL.source().rows());
        assertThat(scores.get(Score.AREA)).isCloseTo(0.5, within(0.1));
        assertThat(scores.get(Score.KNN)).isGreaterThan(0.95);
        assertThat(scores.get(Score.LOGISTIC)).isGreaterThan(0.95);
        assertThat(scores)
                .containsEntry(Score.KEPT, 1.0)
                .containsEntry(Score.TOP1, 1.0)
                .containsEntry(Score.TOP10, 1.0);
        assertThat(scores.get(Score.AGREEMENT)).isGreaterThan(0.7);
        assertThat(scores.get(Score.COSINE)).isCloseTo(1, within(1e-6));
    }

    @Test
    void aTurnThatIsNotUndoneIsSeen() {
        Map<Score, Double> scores = scores(TURNED, TURNED.source().rows());
        assertThat(scores.get(Score.AREA)).isGreaterThan(0.9);
        assertThat(scores.get(Score.KNN)).isLessThan(0.8);
        assertThat(scores.get(Score.TOP1)).isLessThan(0.1);
        assertThat(scores.get(Score.COSINE)).isLessThan(0.6);
        assertThat(scores).containsEntry(Score.KEPT, 1.0);
    }

    @Test
    void trueImagesOfOtherRowsAreWrong() {
        PackedRows truth = EQUAL.source().rows();
        PackedRows.Builder others = new PackedRows.Builder(truth.dimension());
        float[] row = new float[truth.dimension()];
        for (int i = 0; i < truth.rows(); i++) {
            truth.copyRow((i + 1) % truth.rows(), row, 0);
            others.add(row);
        }
        assertThat(scores(EQUAL, others.build())).containsEntry(Score.TOP1, 0.0);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.NaN})
    void whatHasNoDirectionIsWrong(float value) {
        assertThat(scores(EQUAL, TinySets.constant(value)))
                .containsEntry(Score.TOP1, 0.0)
                .containsEntry(Score.TOP10, 0.0)
                .containsEntry(Score.COSINE, 0.0);
    }

    @Test
    void withoutATruthThereIsNoRetrieval() {
        SyntheticDomains moons = new SyntheticDomains(Kind.MOONS, 100, 2, 50, 0.05, 1);
        RealSet set = new RealSet("moons", "100-1", moons.source(), moons.target(), null);
        assertThat(scores(set, set.source().rows()))
                .containsOnlyKeys(Score.KNN, Score.LOGISTIC, Score.AREA, Score.KEPT, Score.AGREEMENT);
    }
}
