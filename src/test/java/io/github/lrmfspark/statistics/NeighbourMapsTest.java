package io.github.lrmfspark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a turn of known pairs to one of none, and to a map of whole sets. */
class NeighbourMapsTest {
    private static final int D = 12;
    private static final int CLUSTERS = 40;
    private static final double[][] TURN = turn(0.35);

    /** A turn by an angle in each of D/2 planes, of coordinates j and j + D/2. */
    private static double[][] turn(double angle) {
        double[][] turn = new double[D][D];
        for (int j = 0; j < D / 2; j++) {
            turn[j][j] = Math.cos(angle);
            turn[j][j + D / 2] = Math.sin(angle);
            turn[j + D / 2][j] = -Math.sin(angle);
            turn[j + D / 2][j + D / 2] = Math.cos(angle);
        }
        return turn;
    }

    /** More clusters than coordinates, so that these are told apart; no row is in two draws. */
    private static PackedRows rows(int n, long draw) {
        SplittableRandom centres = new SplittableRandom(1);
        double[][] centre = new double[CLUSTERS][D];
        Arrays.stream(centre).forEach(c -> Arrays.setAll(c, j -> 3 * centres.nextGaussian()));
        SplittableRandom random = new SplittableRandom(draw);
        float[] values = new float[n * D];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centre[i / D % CLUSTERS][i % D] + random.nextGaussian() / (1 + i % D % 3));
        }
        return PackedRows.of(D, values);
    }

    private static PackedRows mapped(PackedRows rows, double[][] weight, double[] bias) {
        PackedRows.Builder mapped = new PackedRows.Builder(D);
        float[] row = new float[D];
        for (int i = 0; i < rows.rows(); i++) {
            double[] y = bias.clone();
            for (int j = 0; j < D; j++) {
                Vectors.addScaled(y, rows.value(i, j), weight[j]);
            }
            for (int j = 0; j < D; j++) {
                row[j] = (float) y[j];
            }
            mapped.add(row);
        }
        return mapped.build();
    }

    @Test
    void procrustesFindsTheTurnOfPairsAndAReflectionToo() {
        for (double[][] turn : new double[][][] {TURN, {{0, 1}, {1, 0}}}) {
            double[][] x = random(50, turn.length);
            double[][] cross = Dense.product(Dense.transposed(x), Dense.product(x, turn));
            assertClose(Procrustes.of(cross), turn, 1e-12);
        }
    }

    @Test
    void procrustesIsOrthogonalWhereRanksAreLow() {
        double[][] q = Procrustes.of(new double[][] {{0, 2, 0}, {0, 0, 0}, {0, 0, 0}});
        assertThat(q[0][1]).isCloseTo(1, within(1e-12));
        assertClose(Dense.product(q, Dense.transposed(q)), Vectors.identity(3, 1), 1e-12);
    }

    @Test
    void procrustesRefusesWhatIsNotFinite() {
        assertThatThrownBy(() -> Procrustes.of(new double[][] {{Double.NaN, 0}, {0, 1}}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("finite matrix of order 2");
    }

    /** No row of one set has a partner in the other. */
    @Test
    void neighboursTellTheTurn() {
        PackedRows source = mapped(rows(800, 2), TURN, new double[D]);
        double[][] start = Vectors.identity(D, 1);
        double[][] found = NeighbourRefinement.of(start, start, source, rows(700, 3), 1);
        assertClose(Dense.product(TURN, found), Vectors.identity(D, 1), 0.1);
        assertThat(NeighbourRefinement.of(start, start, source, rows(700, 3), 1))
                .isDeepEqualTo(found);
    }

    /** Along the last coordinates rows hardly vary: what pairs say of them is less than half a pair, and of another turn. */
    @Test
    void alongDirectionsThatRowsTellLittleOfTheTurnStaysWhereItBegan() {
        double[][] first = Vectors.identity(D, 1);
        double[][] begun = Vectors.identity(D, 1);
        for (int j = D / 2; j < D; j++) {
            first[j][j] = 0.01;
            begun[j] = new double[D];
            begun[j][D + D / 2 - 1 - j] = 1;
        }
        PackedRows source = mapped(rows(800, 2), first, new double[D]);
        PackedRows target = mapped(rows(700, 3), first, new double[D]);
        double[][] found = NeighbourRefinement.of(begun, Vectors.identity(D, 1), source, target, 1);
        for (int j = D / 2; j < D; j++) {
            assertThat(found[j]).containsExactly(begun[j], within(0.05));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMapTurnsAndMatchesTheMoments(NeighbourMaps.Origin scale) {
        PackedRows target = rows(700, 3);
        double[] shift = new double[D];
        Arrays.fill(shift, 40);
        PackedRows source = mapped(rows(800, 2), scaled(TURN, 0.2), shift);
        AffineMap map = NeighbourMaps.of(source, target, scale, 1).refined();
        PackedRows image = map.apply(source);
        Moments expected = Moments.of(target);
        Moments found = Moments.of(image);
        for (int j = 0; j < D; j++) {
            assertThat(found.mean()[j]).isCloseTo(expected.mean()[j], within(1e-3));
        }
        double apart = 0;
        double size = 0;
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < D; j++) {
                apart += Math.pow(found.covariance()[i][j] - expected.covariance()[i][j], 2);
                size += Math.pow(expected.covariance()[i][j], 2);
            }
        }
        assertThat(Math.sqrt(apart / size)).isLessThan(0.05);
        assertClose(Dense.product(scaled(TURN, 0.2), Dense.transposed(map.matrix())), Vectors.identity(D, 1), 0.15);
    }

    /** refined = (1 − t) turned + t (turned, and then all of the transport), with t = 1 − ε / 3 δ. */
    @ParameterizedTest
    @ValueSource(ints = {60, 2_000})
    void theCovarianceGoesAsFarAsChanceTells(int rows) {
        Stretched sets = new Stretched(rows);
        Moments turned = sets.maps.turned().apply(Shrinkage.of(sets.source, Moments.of(sets.source)));
        double apart = Vectors.norm(
                Vectors.combination(1, turned.covariance(), -1, sets.moments().covariance()));
        double share = 1 - sets.byChance() / (3 * apart);
        double[][] all = GaussianTransport.of(turned, sets.moments()).matrix();
        double[][] some = Vectors.combination(share, all, 1 - share, Vectors.identity(D, 1));
        assertThat(share).isBetween(0.1, 0.99);
        assertClose(
                sets.maps.refined().matrix(),
                Dense.product(some, sets.maps.turned().matrix()),
                1e-9);
    }

    /** A third of ε is left, as nearly as the distance falls evenly. */
    @Test
    void ofManyRowsTheCovarianceEndsWithinChance() {
        Stretched sets = new Stretched(2_000);
        double[][] reached = Moments.of(sets.maps.refined().apply(sets.source)).covariance();
        assertThat(Vectors.norm(
                        Vectors.combination(1, reached, -1, sets.moments().covariance())))
                .isCloseTo(sets.byChance() / 3, within(0.1 * sets.byChance()));
    }

    /** Of a set and itself, whose covariances are no farther apart than a third of what chance explains. */
    @Test
    void aCovarianceThatIsNearIsLeftAlone() {
        PackedRows rows = rows(800, 2);
        NeighbourMaps maps = NeighbourMaps.of(rows, rows, NeighbourMaps.Origin.COMMON, 1);
        assertThat(maps.refined().matrix()).isDeepEqualTo(maps.turned().matrix());
    }

    /** A target that is stretched along one direction. */
    private static final class Stretched {
        final PackedRows source;
        final PackedRows target;
        final NeighbourMaps maps;

        Stretched(int rows) {
            double[][] stretch = Vectors.identity(D, 1);
            Arrays.stream(stretch).forEach(row -> Arrays.setAll(row, j -> row[j] + 2.0 / D));
            source = mapped(rows(rows, 2), TURN, new double[D]);
            target = mapped(rows(rows, 3), stretch, new double[D]);
            maps = NeighbourMaps.of(source, target, NeighbourMaps.Origin.COMMON, 1);
        }

        Moments moments() {
            return Shrinkage.of(target, Moments.of(target));
        }

        /** ε: a covariance of M normal rows is √((tr² Σ + ‖Σ‖²) / M) from Σ. */
        double byChance() {
            Moments b = moments();
            return Math.hypot(b.totalVariance(), Vectors.norm(b.covariance())) / Math.sqrt((double) b.rows());
        }
    }

    /** As many coordinates as rows: the covariance of the rows alone has no inverse. */
    @Test
    void fewRowsHaveAnInvertibleMap() {
        PackedRows few = rows(D, 4);
        NeighbourMaps maps = NeighbourMaps.of(few, rows(D, 5), NeighbourMaps.Origin.COMMON, 1);
        assertThat(maps.refined().logDet()).isBetween(-30.0, 30.0);
    }

    private static double[][] random(int n, int d) {
        SplittableRandom random = new SplittableRandom(7);
        double[][] rows = new double[n][d];
        Arrays.stream(rows).forEach(row -> Arrays.setAll(row, j -> random.nextGaussian()));
        return rows;
    }

    private static double[][] scaled(double[][] matrix, double factor) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).map(x -> factor * x).toArray())
                .toArray(double[][]::new);
    }

    private static void assertClose(double[][] found, double[][] expected, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).containsExactly(expected[i], within(tolerance));
        }
    }
}
