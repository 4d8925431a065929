package io.github.lrmfspark.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.choice.MapJudge.Opinion;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.PairedFigure;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapJudgeTest {
    private static final int ROWS = 400;

    /** Areas are known to ± .02, and agreements of two maps differ beyond chance from about .005 on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the closest one               | .9 .6 .5    | .3 .3 .3    | 2 | 2 | 2",
                "the plainest of equals        | .5 .5 .5    | .3 .3 .3    | 0 | 0 | 0",
                "the one that agrees           | .5 .5 .5    | .3 .4 .5    | 2 | 2 | 2",
                "not a farther one that agrees | .9 .52 .5   | .6 .4 .3    | 1 | 0 | 1",
                "chance is no difference       | .51 .5 .52  | .300 .301 .300 | 0 | 1 | 1",
                "less than chance is chance    | .5 .3 .1    | .3 .3 .3    | 0 | 0 | 0",
                "mixing all is close, no more  | .6 .5 .5    | .6 .5 .1    | 1 | 0 | 1",
                "without areas agreement       | NaN NaN NaN | .3 .4 .5    | 2 | 2 | 2",
                "without clusters closeness    | .9 .6 .5    | NaN NaN NaN | 2 | 2 | 2",
                "without either the plainest   | NaN NaN NaN | NaN NaN NaN | 0 | 0 | 0"
            })
    void closeMapsThatAgreeAreChosen(
            String what, String areas, String agreements, int best, int start, int closeStart) {
        List<Opinion> opinions = opinions(areas.split(" "), agreements.split(" "));
        assertThat(MapJudge.best(opinions)).as(what).isEqualTo(best);
        assertThat(MapJudge.start(opinions, false)).as(what + ", start").isEqualTo(start);
        assertThat(MapJudge.start(opinions, true)).as(what + ", close start").isEqualTo(closeStart);
    }

    private static List<Opinion> opinions(String[] areas, String[] agreements) {
        Opinion[] opinions = new Opinion[areas.length];
        Arrays.setAll(opinions, i -> {
            double area = Double.parseDouble(areas[i]);
            double[] influence = new double[ROWS];
            Arrays.setAll(influence, row -> 0.05 * ((row * 7 + i * 3) % 11 - 5) / 5);
            return new Opinion(
                    new Estimate(area, area - 0.02, area + 0.02, null),
                    PairedFigure.of(Double.parseDouble(agreements[i]), influence));
        });
        return List.of(opinions);
    }

    /** Draws of one set, one of them moved: the shift back is close and agrees, staying is far, and one point is neither. */
    @Test
    void rowsSpeakForTheMapThatBringsThemBack() {
        SyntheticDomains clusters = new SyntheticDomains(Kind.CLUSTERS, 2 * ROWS, 8, 0, 0.05, 1);
        PackedRows target = clusters.target().rows().slice(0, ROWS);
        PackedRows source = moved(clusters.target().rows().slice(ROWS, 2 * ROWS), 3);
        MapJudge judge = new MapJudge(source, target, 1);
        Opinion stayed = judge.of(source);
        Opinion back = judge.of(moved(source, -3));
        Opinion onePoint = judge.of(PackedRows.of(8, new float[ROWS * 8]));
        assertThat(back.area().value()).isLessThan(0.6);
        assertThat(stayed.area().value()).isGreaterThan(0.95);
        assertThat(back.agreement().estimate().value())
                .isGreaterThan(onePoint.agreement().estimate().value() + 0.3);
        assertThat(MapJudge.best(List.of(stayed, back, onePoint))).isEqualTo(1);
    }

    @Test
    void aMapWhoseImagesAreNotFiniteIsTheFarthest() {
        SyntheticDomains clusters = new SyntheticDomains(Kind.CLUSTERS, ROWS, 8, 0, 0.05, 1);
        PackedRows source = clusters.source().rows();
        MapJudge judge = new MapJudge(source, clusters.target().rows(), 1);
        Opinion nowhere = judge.of(moved(source, Float.NaN));
        Opinion far = judge.of(moved(source, 3));
        assertThat(MapJudge.best(List.of(nowhere, far))).isOne();
        assertThat(MapJudge.start(List.of(nowhere, far), false)).isOne();
    }

    @Test
    void ofTooFewRowsForClustersNothingSaysThatNoMapCarries() {
        PackedRows target = new SyntheticDomains(Kind.CLUSTERS, 2 * ROWS, 8, 0, 0.05, 1)
                .target()
                .rows();
        PackedRows few = target.slice(0, 30);
        MapJudge judge = new MapJudge(few, target.slice(30, ROWS), 1);
        assertThat(judge.anyCarries(List.of(judge.of(few)), target.slice(ROWS, 2 * ROWS)))
                .isTrue();
    }

    private static PackedRows moved(PackedRows rows, float by) {
        float[] values = rows.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] += by;
        }
        return PackedRows.of(rows.dimension(), values);
    }
}
