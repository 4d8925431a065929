package io.github.lrmfspark.bench;

import io.github.lrmfspark.bench.Side.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * Two sides that work in turn, round after round: the median and the spread of what each did, and how many times as fast the
 * first one is as what it has to reach, in the median of rounds.
 *
 * @param name what is compared
 * @param ours pairs or rows per second in the median
 * @param oursSpread from the lowest round to the highest, over the median
 * @param oursCpuMicros of the cores, for each of them, in the median
 * @param other the same of the other side
 * @param bar what our rate has to be, over the other's
 * @param ratio our rate over the other's, and that over the bar: from 1 on it is reached
 * @param cpuRatio the other's time of the cores over ours
 * @param rounds that count
 * @param refused rounds during which others used the cores
 */
record Comparison(
        String name,
        double ours,
        double oursSpread,
        double oursCpuMicros,
        double other,
        double otherSpread,
        double otherCpuMicros,
        double bar,
        double ratio,
        double cpuRatio,
        int rounds,
        int refused) {
    private static final double MOST_USED_BY_OTHERS = 0.05;

    /** Two sides at work in one round, how long it took, and the seconds of cores that others used meanwhile. */
    private record Round(Work ours, Work other, double seconds, double usedByOthers) {
        static Round of(Side ours, Side other, double seconds) {
            Cores cores = new Cores();
            long start = System.nanoTime();
            Work first = ours.run(seconds);
            Work second = other.run(seconds);
            return new Round(
                    first,
                    second,
                    (System.nanoTime() - start) / 1e9,
                    cores.used() - first.cpuSeconds() - second.cpuSeconds());
        }

        boolean quiet() {
            return usedByOthers <= MOST_USED_BY_OTHERS * seconds;
        }
    }

    /**
     * Runs both sides in turn, after a round to warm up, until there are enough quiet rounds.
     *
     * @param bar what our rate has to be, over the other's
     * @param seconds that a side works in a round
     * @throws IllegalStateException if more rounds were refused than were wanted
     */
    static Comparison of(String name, Side ours, Side other, double bar, double seconds, int rounds) {
        Round.of(ours, other, seconds);
        List<Round> quiet = new ArrayList<>();
        int refused = 0;
        while (quiet.size() < rounds) {
            Round round = Round.of(ours, other, seconds);
            if (round.quiet()) {
                quiet.add(round);
            } else if (++refused > rounds) {
                throw new IllegalStateException("Expected a quiet machine; found that others used the cores for "
                        + round.usedByOthers() + " s of a round. End what else runs here and compare again");
            }
        }
        DescriptiveStatistics a = of(quiet, r -> r.ours.perSecond());
        DescriptiveStatistics b = of(quiet, r -> r.other.perSecond());
        return new Comparison(
                name,
                median(a),
                spread(a),
                median(of(quiet, r -> r.ours.cpuMicros())),
                median(b),
                spread(b),
                median(of(quiet, r -> r.other.cpuMicros())),
                bar,
                median(of(quiet, r -> r.ours.perSecond() / r.other.perSecond())) / bar,
                median(of(quiet, r -> r.other.cpuMicros() / r.ours.cpuMicros())),
                rounds,
                refused);
    }

    private static DescriptiveStatistics of(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return new DescriptiveStatistics(rounds.stream().mapToDouble(figure).toArray());
    }

    private static double median(DescriptiveStatistics figures) {
        return figures.getPercentile(50);
    }

    private static double spread(DescriptiveStatistics figures) {
        return (figures.getMax() - figures.getMin()) / median(figures);
    }
}
