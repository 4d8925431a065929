package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Seeds;
import io.github.lrmfspark.kernel.Concurrently;
import io.github.lrmfspark.kernel.Dense;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The turn that brings one set onto another from anywhere, without known pairs, by their {@link ThirdMoments} A and B along leading
 * principal axes: the orthogonal Q, [m, m], of largest
 *
 * <pre>
 *   f(Q) = Σ A_ijl Q_ia Q_jb Q_lc B_abc
 * </pre>
 *
 * <p>A climb repeats Q ← Procrustes of ∂f/∂Q, and ends on one of many hills. So it is begun from many random turns, along few axes
 * first. The highest ones are kept and changed by a random turn of some axes, again and again; then each goes on along more axes.
 * Some such populations are bred apart, and joined at the last number of axes.
 *
 * <p>Whether the turn is right, f does not tell: it is where to begin {@link NeighbourRefinement}. Sets that are alike after some
 * turn of themselves, or whose third moments are nothing but chance, have none to be found.
 *
 * <p>A step of a climb costs O(m⁴). The rows are passed once. The counts of all this were chosen on definitions by MiniLM, onto
 * others by BGE and by E5 that were turned at random.
 *
 * <p>References: Anandkumar, Ge, Hsu, Kakade, Telgarsky, "Tensor decompositions for learning latent variable models", JMLR 15, 2014,
 * for third moments as what tells a turn; Schönemann, Psychometrika 31, 1966. The search is this project's own.
 */
final class TurnSearch {
    /** Of an island, one after another. */
    private static final int[] AXES = {6, 9, 14};
    /** Of the islands together. */
    private static final int MOST_AXES = 24;

    private static final int GENERATIONS = 16;
    private static final int LAST_GENERATIONS = 8;
    private static final int ISLANDS = 8;
    private static final int FIRST = 300;
    private static final int POPULATION = 40;
    /** Of each island, that go on together. */
    private static final int CHOSEN = 5;

    private static final int CHILDREN = 3;

    private final ThirdMoments source;
    private final ThirdMoments target;
    private final int most;
    private final int[] sizes;

    private TurnSearch(ThirdMoments source, ThirdMoments target) {
        this.source = source;
        this.target = target;
        this.most = Math.min(source.order(), target.order());
        this.sizes = Arrays.stream(AXES).map(m -> Math.min(m, most)).distinct().toArray();
    }

    /**
     * {@return V_a Q V_bᵀ, [D, D], of rank m: x times it lies along the leading axes of y as y does}
     *
     * @param source x, [N, D], that vary
     * @param target y, [M, D], that vary
     * @param a moments of the source
     * @param b moments of the target
     * @param seed draws turns
     */
    static double[][] of(PackedRows source, PackedRows target, Moments a, Moments b, long seed) {
        ThirdMoments ofSource = ThirdMoments.of(source, a, MOST_AXES);
        ThirdMoments ofTarget = ThirdMoments.of(target, b, MOST_AXES);
        double[][] turn = new TurnSearch(ofSource, ofTarget).run(seed);
        return Dense.product(
                Dense.transposed(Arrays.copyOf(ofSource.axes(), turn.length)),
                Dense.product(turn, Arrays.copyOf(ofTarget.axes(), turn.length)));
    }

    private double[][] run(long seed) {
        List<TurnClimb.Top> joined = new ArrayList<>();
        for (int island = 0; island < ISLANDS; island++) {
            SplittableRandom random = new SplittableRandom(Seeds.split(seed, island));
            List<TurnClimb.Top> population = List.of();
            for (int m : sizes) {
                population = bred(m, population, GENERATIONS, random);
            }
            joined.addAll(population.subList(0, Math.min(CHOSEN, population.size())));
        }
        SplittableRandom random = new SplittableRandom(Seeds.split(seed, ISLANDS));
        return bred(most, joined, LAST_GENERATIONS, random).get(0).turn();
    }

    /** A population along more axes, or a first one where there is none. */
    private List<TurnClimb.Top> bred(int m, List<TurnClimb.Top> parents, int generations, SplittableRandom random) {
        TurnClimb climb = new TurnClimb(source.leading(m), target.leading(m), m);
        List<double[][]> starts = parents.isEmpty()
                ? Stream.generate(() -> randomTurn(m, random)).limit(FIRST).toList()
                : parents.stream()
                        .flatMap(parent -> Stream.generate(() -> extended(parent.turn(), m, random))
                                .limit(parent.turn().length < m ? CHILDREN : 1))
                        .toList();
        List<TurnClimb.Top> population = highest(Concurrently.map(starts, climb::from), POPULATION);
        for (int generation = 0; generation < generations; generation++) {
            List<double[][]> changed =
                    population.stream().map(top -> changed(top.turn(), random)).toList();
            population = highest(
                    Stream.concat(population.stream(), Concurrently.map(changed, climb::from).stream())
                            .toList(),
                    POPULATION);
        }
        return population;
    }

    /** The highest ones, the highest first, each once. */
    private static List<TurnClimb.Top> highest(List<TurnClimb.Top> tops, int most) {
        List<TurnClimb.Top> highest = new ArrayList<>();
        tops.stream()
                .sorted(Comparator.comparingDouble(TurnClimb.Top::height).reversed())
                .filter(top -> highest.size() < most && highest.stream().noneMatch(top::isLike))
                .forEach(highest::add);
        return highest;
    }

    /** Any turn or reflection is as likely as any other. */
    private static double[][] randomTurn(int m, SplittableRandom random) {
        double[][] normal = new double[m][m];
        for (double[] row : normal) {
            Arrays.setAll(row, j -> random.nextGaussian());
        }
        return Procrustes.of(normal);
    }

    /** The same along its axes, and any turn along those that are added. */
    private static double[][] extended(double[][] turn, int m, SplittableRandom random) {
        double[][] extended = new double[m][m];
        int old = turn.length;
        for (int i = 0; i < old; i++) {
            System.arraycopy(turn[i], 0, extended[i], 0, old);
        }
        double[][] added = old < m ? randomTurn(m - old, random) : turn;
        for (int i = old; i < m; i++) {
            System.arraycopy(added[i - old], 0, extended[i], old, m - old);
        }
        return extended;
    }

    /** The turn after or before a random one of some axes. */
    private static double[][] changed(double[][] turn, SplittableRandom random) {
        int m = turn.length;
        int count = Math.min(m, random.nextInt(2, Math.max(3, m / 2 + 1)));
        int[] some = Subsample.of(m, count, random);
        double[][] ofSome = randomTurn(count, random);
        double[][] change = Vectors.identity(m, 1);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                change[some[i]][some[j]] = ofSome[i][j];
            }
        }
        return random.nextBoolean() ? Dense.product(turn, change) : Dense.product(change, turn);
    }
}
