package io.github.lrmfspark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import io.github.lrmfspark.statistics.NeighbourMaps.Origin;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A turn from anywhere, of sets that have no row in common. */
class TurnSearchTest {
    private static final int D = Clouds.DIMENSION;

    /** Of clusters that lie apart. */
    private static PackedRows rows(int n, long draw) {
        return Clouds.rows(n, 0.3, draw);
    }

    private static double[][] random(int m, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] matrix = new double[m][m];
        Arrays.stream(matrix).forEach(row -> Arrays.setAll(row, j -> random.nextGaussian()));
        return matrix;
    }

    private static ThirdMoments moments(PackedRows rows) {
        return ThirdMoments.of(rows, Moments.of(rows), D);
    }

    /** Of the whole set by the definition, one number at a time. */
    @Test
    void theMomentsAreThoseOfDirectionsAlongTheAxes() {
        PackedRows rows = rows(300, 2);
        ThirdMoments moments = moments(rows);
        double[][] z = whitened(rows, moments.axes());
        for (int[] place : new int[][] {{0, 0, 0}, {1, 4, 2}, {7, 7, 3}}) {
            double sum = 0;
            for (double[] row : z) {
                double norm = Vectors.norm(row) / Math.sqrt(D);
                sum += row[place[0]] * row[place[1]] * row[place[2]] / Math.pow(norm, 3);
            }
            assertThat(moments.moments()[place[0]][place[1] * D + place[2]]).isCloseTo(sum / rows.rows(), within(1e-9));
            assertThat(moments.leading(D)[(place[0] * D + place[1]) * D + place[2]])
                    .isEqualTo(moments.moments()[place[0]][place[1] * D + place[2]]);
        }
    }

    /** Rows along axes, each number over its deviation; the axes are uncorrelated, the largest first. */
    private static double[][] whitened(PackedRows rows, double[][] axes) {
        double[][] along =
                Dense.product(Vectors.centred(rows, 0, rows.rows(), Moments.mean(rows)), Dense.transposed(axes));
        double[] deviations = new double[D];
        for (int j = 0; j < D; j++) {
            int column = j;
            deviations[j] = Math.sqrt(Arrays.stream(along)
                            .mapToDouble(row -> row[column] * row[column])
                            .sum()
                    / along.length);
            assertThat(Arrays.stream(along)
                            .mapToDouble(row -> row[0] * row[column])
                            .sum())
                    .isCloseTo(column == 0 ? deviations[0] * deviations[0] * along.length : 0, within(1e-6));
            assertThat(deviations[j]).isLessThanOrEqualTo(deviations[Math.max(0, j - 1)]);
        }
        return Arrays.stream(along)
                .map(row -> {
                    double[] z = row.clone();
                    Arrays.setAll(z, j -> row[j] / deviations[j]);
                    return z;
                })
                .toArray(double[][]::new);
    }

    @Test
    void theGradientIsAThirdOfTheSlope() {
        int m = 5;
        double[] a = moments(rows(300, 2)).leading(m);
        double[] b = moments(rows(300, 3)).leading(m);
        TurnClimb climb = new TurnClimb(a, b, m);
        double[][] turn = random(m, 4);
        double[][] gradient = climb.gradient(turn);
        double step = 1e-5;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                turn[i][j] += step;
                double above = height(a, b, turn);
                turn[i][j] -= 2 * step;
                double below = height(a, b, turn);
                turn[i][j] += step;
                assertThat(gradient[i][j]).isCloseTo((above - below) / (6 * step), within(1e-6));
            }
        }
    }

    /** f by its definition. */
    private static double height(double[] a, double[] b, double[][] turn) {
        int m = turn.length;
        double sum = 0;
        for (int ijl = 0; ijl < a.length; ijl++) {
            for (int abc = 0; abc < b.length; abc++) {
                sum += a[ijl]
                        * turn[ijl / m / m][abc / m / m]
                        * turn[ijl / m % m][abc / m % m]
                        * turn[ijl % m][abc % m]
                        * b[abc];
            }
        }
        return sum;
    }

    @Test
    void aClimbOfEqualMomentsStaysAtTheIdentity() {
        double[] a = moments(rows(300, 2)).leading(D);
        TurnClimb.Top top = new TurnClimb(a, a, D).from(Vectors.identity(D, 1));
        assertThat(top.height()).isCloseTo(Arrays.stream(a).map(x -> x * x).sum(), within(1e-9));
        assertThat(top.isLike(new TurnClimb.Top(top.height(), Vectors.identity(D, 1))))
                .isTrue();
    }

    /** Seeds are of turns, about half of which are reflections. No row of one set has a partner in the other. */
    @ParameterizedTest
    @ValueSource(longs = {12, 13})
    void aTurnFromAnywhereIsFoundAndFromTheIdentityNot(long seed) {
        double[][] turn = Clouds.turn(seed);
        PackedRows source = rows(900, 2);
        PackedRows target = Clouds.map(turn).apply(rows(800, 3));

        AffineMap found = NeighbourMaps.of(source, target, Origin.FAR, 1).turned();

        assertThat(distance(found, turn)).isLessThan(0.1);
        assertThat(distance(NeighbourMaps.of(source, target, Origin.COMMON, 1).turned(), turn))
                .isGreaterThan(0.5);
        assertThat(NeighbourMaps.of(source, target, Origin.FAR, 1).turned().apply(source))
                .isEqualTo(found.apply(source));
    }

    /** Root of the mean square of a row of the difference, beside 1 of a turn. */
    private static double distance(AffineMap found, double[][] turn) {
        double sum = 0;
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < D; j++) {
                double difference = found.matrix()[j][i] - turn[i][j];
                sum += difference * difference;
            }
        }
        return Math.sqrt(sum / D);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aSetOfFewAxesIsTurnedAlongThose(int axes) {
        PackedRows all = rows(200, 2);
        float[] values = all.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = i % D < axes ? values[i] : 0;
        }
        PackedRows flat = PackedRows.of(D, values);
        double[][] turn = TurnSearch.of(flat, flat, Moments.of(flat), Moments.of(flat), 1);
        double[][] projection = Dense.product(turn, Dense.transposed(turn));
        for (int j = 0; j < D; j++) {
            assertThat(projection[j][j]).isCloseTo(j < axes ? 1 : 0, within(1e-6));
        }
    }
}
