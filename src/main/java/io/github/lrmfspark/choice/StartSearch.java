package io.github.lrmfspark.choice;

import io.github.lrmfspark.choice.MapJudge.Opinion;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Concurrently;
import io.github.lrmfspark.statistics.AffineMap;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what T starts with, by rows of the training alone: every {@link Start} is fitted to some of them, and judged by others
 * ({@link MapJudge#start}). The one that is chosen is then fitted to all, its turn from where it was. Starts from anywhere are
 * looked for where no near one carries clusters over.
 *
 * <p>A flow of all directions brings the sets close by itself, so that the start has to agree with the target's clusters, and no
 * more. What a flow of some directions leaves alone is as close as the start brings it.
 */
public final class StartSearch {
    /** Rows of either set that a start is fitted to, at most, while it is only tried. */
    private static final int MOST_FITTED = 4_000;
    /** Their share of all, at most. */
    private static final double FITTED_SHARE = 0.75;
    /** Rows of either set that starts are judged by, at most. */
    private static final int MOST_JUDGED = 3_000;
    /** Fewer rows of a set have no neighbours to speak of, and fewer coordinates no turn that these find. */
    private static final int LEAST_ROWS = 100;

    private static final int LEAST_DIMENSION = 8;

    private static final List<Start> FAR =
            Stream.of(Start.values()).filter(Start::isFar).toList();

    private final DomainRows sample;
    private final DomainRows first;
    private final boolean neighbours;
    private final long seed;
    private final Map<Start, AffineMap> maps = new EnumMap<>(Start.class);
    private final Map<Start, Double> seconds = new EnumMap<>(Start.class);
    private boolean far;
    private @Nullable StartMaps fitted;
    private @Nullable StartMaps all;

    /**
     * The search of one fit.
     *
     * @param sample raw training rows of the learnt coordinates, in an order of chance
     * @param seed draws what is random
     */
    public StartSearch(DomainRows sample, long seed) {
        this.sample = sample;
        this.first = new DomainRows(fitted(sample.source()), fitted(sample.target()));
        this.neighbours = Math.min(sample.source().rows(), sample.target().rows()) >= LEAST_ROWS
                && sample.dimension() >= LEAST_DIMENSION
                && first.source().varies()
                && first.target().varies();
        this.seed = seed;
    }

    private StartMaps fitted() {
        if (fitted == null) {
            fitted = new StartMaps(first, null, seed);
        }
        return fitted;
    }

    private static int countFitted(PackedRows rows) {
        return (int) Math.min(MOST_FITTED, Math.ceil(FITTED_SHARE * rows.rows()));
    }

    private static PackedRows fitted(PackedRows rows) {
        return rows.slice(0, countFitted(rows));
    }

    private static PackedRows judged(PackedRows rows) {
        int from = countFitted(rows);
        return rows.slice(from, Math.min(rows.rows(), from + MOST_JUDGED));
    }

    /**
     * {@return whether a start can be had of these rows: neighbours want enough of them that differ, and enough coordinates}
     *
     * @param start any
     */
    public boolean isPossible(Start start) {
        return start.origin() == null || neighbours;
    }

    /** {@return the starts that can be had of these rows, the one that changes least first; far ones if they were looked for} */
    public List<Start> possible() {
        return Stream.of(Start.values())
                .filter(this::isPossible)
                .filter(start -> far || !start.isFar())
                .toList();
    }

    /**
     * {@return the start to train after}
     *
     * @param allDirections whether the flow sees all of them
     */
    public Start best(boolean allDirections) {
        PackedRows source = judged(sample.source());
        PackedRows target = judged(sample.target());
        if (source.rows() == 0 || target.rows() == 0) {
            return Start.STANDARDISED;
        }
        MapJudge judge = new MapJudge(source, target, seed);
        if (neighbours) {
            fitted().findNeighbours();
        }
        List<Opinion> opinions = new ArrayList<>(opinions(judge, source, possible()));
        if (neighbours && !judge.anyCarries(opinions, first.target())) {
            far = true;
            opinions.addAll(opinions(judge, source, FAR));
        }
        return possible().get(MapJudge.start(opinions, !allDirections));
    }

    private List<Opinion> opinions(MapJudge judge, PackedRows source, List<Start> starts) {
        List<AffineMap> candidates = starts.stream().map(this::tried).toList();
        return Concurrently.map(candidates, map -> judge.of(map.apply(source)));
    }

    /**
     * {@return the map of a start, fitted to all rows where it was, and to some of them otherwise}
     *
     * @param start that is possible
     */
    public AffineMap tried(Start start) {
        AffineMap known = maps.get(start);
        return known == null ? of(start, fitted()) : known;
    }

    /**
     * {@return the map of a start, fitted to all rows}
     *
     * @param start that is possible
     */
    public AffineMap whole(Start start) {
        return whole(start, sample);
    }

    /**
     * {@return the map of a start, fitted to these rows}
     *
     * @param start that is possible
     * @param rows the sample, and any others of the same sets; raw
     */
    public AffineMap whole(Start start, DomainRows rows) {
        far |= start.isFar();
        if (all == null || !all.areOf(rows)) {
            all = new StartMaps(rows, all == null ? fitted : all, seed);
        }
        return of(start, all);
    }

    private AffineMap of(Start start, StartMaps sets) {
        long begun = System.nanoTime();
        double before = sets.seconds(start.origin());
        AffineMap map = start.of(sets);
        maps.put(start, map);
        seconds.put(start, before + (System.nanoTime() - begun) / 1e9);
        return map;
    }

    /**
     * {@return how long the map of a start took to find, its neighbours included}
     *
     * @param start one that was tried
     */
    public double seconds(Start start) {
        return seconds.getOrDefault(start, 0.0);
    }
}
