package io.github.lrmfspark.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.real.LinearMaps.Pairs;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rivals find the maps that they are to find, and see no more than they say. */
class RivalMapsTest {
    private static final RealSet TURNED = TinySets.equal().turned();

    private static Rival named(String name) {
        return Rivals.all().stream()
                .filter(rival -> rival.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static PackedRows map(String name, RealSet set) {
        return named(name).method().map(set, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"procrustes-50", "ridge-50"})
    void pairsOfATurnedSetTellTheTurn(String name) {
        Map<Score, Double> scores = new Judge(TURNED).scores(map(name, TURNED));
        assertThat(scores).containsEntry(Score.TOP1, 1.0);
        assertThat(scores.get(Score.COSINE)).isCloseTo(1, within(1e-3));
        assertThat(scores.get(Score.AREA)).isCloseTo(0.5, within(0.1));
    }

    /** Along directions that no pair tells anything of, it is a turn nevertheless. */
    @Test
    void fewPairsTellATurnOfAllDirections() {
        PackedRows x = TURNED.source().rows();
        PackedRows y = Objects.requireNonNull(TURNED.truth());
        PackedRows images =
                LinearMaps.procrustes(new Pairs(x.slice(0, 3), y.slice(0, 3))).apply(x);
        assertThat(Moments.of(images).totalVariance())
                .isCloseTo(
                        Moments.of(x).totalVariance(),
                        within(1e-3 * Moments.of(x).totalVariance()));
    }

    @Test
    void pairsOfNothingInCommonAreRegressedToTheMean() {
        PackedRows noise = TinySets.equal().target().rows();
        Pairs pairs = new Pairs(TURNED.source().rows(), noise);
        double left = Moments.of(LinearMaps.ridge(pairs).apply(pairs.x())).totalVariance();
        assertThat(left).isLessThan(0.1 * Moments.of(noise).totalVariance());
    }

    @Test
    void aShiftBringsMeanAndSize() {
        Moments images = Moments.of(map("shift", TURNED));
        Moments target = Moments.of(TURNED.target().rows());
        assertThat(images.mean()).containsExactly(target.mean(), within(1e-5));
        assertThat(images.totalVariance()).isCloseTo(target.totalVariance(), within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "coral"})
    void momentsAreThoseOfTheTarget(String name) {
        Moments images = Moments.of(map(name, TURNED));
        Moments target = Moments.of(TURNED.target().rows());
        for (int d = 0; d < TinySets.DIMENSION; d++) {
            assertThat(images.covariance()[d]).containsExactly(target.covariance()[d], within(1e-4));
        }
    }

    @Test
    void noJudgedRowIsAmongThePairs() {
        int[] both = IntStream.concat(IntStream.of(TURNED.judged()), IntStream.of(TURNED.others()))
                .sorted()
                .toArray();
        assertThat(both).containsExactly(IntStream.range(0, TinySets.ROWS).toArray());
        assertThat(TURNED.judged()).hasSize(225);
        assertThat(named("ridge-50").appliesTo(TURNED)).isTrue();
        assertThat(named("ridge-200").appliesTo(TURNED)).isFalse();
    }

    @Test
    void withoutATruthThereAreNoPairs() {
        RealSet set = new RealSet("moons", "1", TURNED.source(), TURNED.target(), null);
        assertThat(Rivals.all().stream().filter(rival -> rival.appliesTo(set)))
                .extracting(Rival::name)
                .containsExactly(
                        "none",
                        "shift",
                        "standardised",
                        "gaussian",
                        "coral",
                        "turned",
                        "refined",
                        "refined-each",
                        "far-refined");
    }

    @Test
    void namesAreDifferent() {
        assertThat(Rivals.all()).extracting(Rival::name).doesNotHaveDuplicates();
    }
}
