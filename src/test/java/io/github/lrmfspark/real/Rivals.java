package io.github.lrmfspark.real;

import static io.github.lrmfspark.real.Rival.closed;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.real.LinearMaps.Pairs;
import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.NeighbourMaps;
import io.github.lrmfspark.statistics.NeighbourMaps.Origin;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The maps that the job is set beside. Those that are told pairs are upper bounds. */
final class Rivals {
    private static final int[] PAIRS = {50, 200, 1_000, 5_000};

    private Rivals() {}

    /** All of them, in the order of the page. */
    static List<Rival> all() {
        return Stream.of(
                        Stream.of(
                                closed("none", set -> set.source().rows()),
                                closed("shift", moments(AffineMap::shift)),
                                closed("standardised", moments(AffineMap::standardising)),
                                closed("gaussian", moments(AffineMap::gaussian)),
                                closed("coral", moments(AffineMap::coral)),
                                neighbours("turned", Origin.COMMON, NeighbourMaps::turned),
                                neighbours("refined", Origin.COMMON, NeighbourMaps::refined),
                                neighbours("refined-each", Origin.EACH, NeighbourMaps::refined),
                                neighbours("far-refined", Origin.FAR, NeighbourMaps::refined)),
                        paired("procrustes", LinearMaps::procrustes),
                        paired("ridge", LinearMaps::ridge))
                .flatMap(rivals -> rivals)
                .toList();
    }

    private static Rival neighbours(String name, Origin origin, Function<NeighbourMaps, AffineMap> map) {
        return Rival.drawn(name, (set, seed) -> {
            PackedRows rows = set.source().rows();
            return map.apply(NeighbourMaps.of(rows, set.target().rows(), origin, seed))
                    .apply(rows);
        });
    }

    private static Function<RealSet, PackedRows> moments(BiFunction<Moments, Moments, AffineMap> map) {
        return set -> map.apply(
                        Moments.of(set.source().rows()), Moments.of(set.target().rows()))
                .apply(set.source().rows());
    }

    private static Stream<Rival> paired(String name, Function<Pairs, AffineMap> fit) {
        return IntStream.of(PAIRS).mapToObj(count -> Rival.paired(name, count, pairs -> fit.apply(pairs)::apply));
    }
}
