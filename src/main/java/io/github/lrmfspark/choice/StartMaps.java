package io.github.lrmfspark.choice;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.kernel.Concurrently;
import io.github.lrmfspark.statistics.NeighbourMaps;
import io.github.lrmfspark.statistics.NeighbourMaps.Origin;
import io.github.lrmfspark.statistics.Shrinkage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every {@link Start} is made of: the moments and the neighbours of two sets, each found once. */
final class StartMaps {
    private final DomainRows rows;
    private final @Nullable StartMaps before;
    private final Moments source;
    private final Moments target;
    private final long seed;
    private final Map<Origin, Timed> neighbours = new EnumMap<>(Origin.class);

    /** The neighbours from one origin, and how long they took to find. */
    private record Timed(NeighbourMaps maps, double seconds) {}

    /**
     * Of raw rows of the learnt coordinates.
     *
     * @param rows at least 8 of either set
     * @param before what was found of some of these rows; turns begin where its turns ended. Null where there is none
     * @param seed draws the rows whose neighbours are looked at
     */
    StartMaps(DomainRows rows, @Nullable StartMaps before, long seed) {
        this.rows = rows;
        this.before = before;
        this.source = Moments.of(rows.source());
        this.target = Moments.of(rows.target());
        this.seed = seed;
    }

    /** Whether they are made of these rows. */
    boolean areOf(DomainRows others) {
        return rows.equals(others);
    }

    Moments source() {
        return source;
    }

    Moments target() {
        return target;
    }

    Moments shrunkSource() {
        return Shrinkage.of(rows.source(), source);
    }

    Moments shrunkTarget() {
        return Shrinkage.of(rows.target(), target);
    }

    /** Finds the neighbours from every origin that is near, at a time. */
    void findNeighbours() {
        List<Origin> near = List.of(Origin.COMMON, Origin.EACH);
        List<Timed> found = Concurrently.map(near, this::found);
        for (int i = 0; i < near.size(); i++) {
            neighbours.put(near.get(i), found.get(i));
        }
    }

    NeighbourMaps neighbours(Origin origin) {
        return neighbours.computeIfAbsent(origin, this::found).maps;
    }

    private Timed found(Origin origin) {
        long begun = System.nanoTime();
        Timed known = before == null ? null : before.neighbours.get(origin);
        NeighbourMaps maps = known == null
                ? NeighbourMaps.of(rows.source(), rows.target(), source, target, origin, seed)
                : known.maps.goneOn(rows.source(), rows.target(), source, target, seed);
        return new Timed(maps, (System.nanoTime() - begun) / 1e9);
    }

    /** Seconds that the neighbours from an origin took to find; 0 for null, and where they were not looked for. */
    double seconds(@Nullable Origin origin) {
        Timed timed = origin == null ? null : neighbours.get(origin);
        return timed == null ? 0 : timed.seconds;
    }
}
