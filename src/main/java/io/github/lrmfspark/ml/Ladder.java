package io.github.lrmfspark.ml;

import io.github.lrmfspark.choice.MapChoice;
import io.github.lrmfspark.choice.MapChoice.Candidate;
import io.github.lrmfspark.choice.MapJudge;
import io.github.lrmfspark.choice.StandardisedMaps;
import io.github.lrmfspark.choice.Start;
import io.github.lrmfspark.choice.StartSearch;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.DomainSplit;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Seeds;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.kernel.Concurrently;
import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.PrincipalFrame;
import io.github.lrmfspark.statistics.Vectors;
import io.github.lrmfspark.train.Phases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The maps of one fit from the plainest to the most flexible: closed forms, and T as it was trained after one of them. The model
 * gets the best of them by {@link MapJudge#best}, on held-out rows, or where these are few on all. A closed form that is chosen by
 * all is fitted to all too.
 *
 * <p>Seeds are split from the spec's: 2003 for the starts, 2004 for the judge.
 */
final class Ladder {
    private static final long START = 2003;
    private static final long JUDGE = 2004;
    /** The name of the map that was trained. */
    private static final String FLOW = "flow";
    /** Rows of either set that maps are judged by, at most. */
    private static final int MOST_JUDGED = 3_000;

    private final AlignerSpec spec;
    private final Phases phases;
    private final DomainRows sample;
    private final StartSearch search;
    private final double[][] frame;

    /**
     * The ladder of one fit.
     *
     * @param spec of T and p, without a start
     * @param phases say where T starts and what is tried
     * @param sample raw training rows of the learnt coordinates
     */
    Ladder(AlignerSpec spec, Phases phases, DomainRows sample) {
        this.spec = spec;
        this.phases = phases;
        this.sample = sample;
        this.search = new StartSearch(sample, Seeds.split(spec.seed(), START));
        this.frame = spec.flowDimension() == spec.learntDimension()
                ? Vectors.identity(spec.learntDimension(), 1)
                : PrincipalFrame.of(
                        Moments.of(spec.standardisation().ofLearnt().target().of(sample.target())),
                        spec.flowDimension());
    }

    /** {@return the spec with the start to train after} */
    AlignerSpec started() {
        Start start = phases.start().equals(Phases.BEST)
                ? search.best(frame.length == spec.flowDimension())
                : Start.of(phases.start());
        return at(search.isPossible(start) ? start : Start.STANDARDISED, sample);
    }

    /** The spec with a start that is fitted to these rows. */
    private AlignerSpec at(Start start, DomainRows rows) {
        boolean standardised = start == Start.STANDARDISED;
        if (frame.length == spec.flowDimension()) {
            return standardised ? spec : spec.startingAt(numbers(start, rows), new float[0]);
        }
        float[] ofFrame = StandardisedMaps.numbers(frame);
        return spec.startingAt(standardised ? ofFrame : numbers(start, rows), ofFrame);
    }

    private float[] numbers(Start start, DomainRows rows) {
        return StandardisedMaps.numbers(
                search.whole(start, rows), spec.standardisation().ofLearnt(), frame);
    }

    /**
     * The map that was chosen.
     *
     * @param spec with its start
     * @param parameters of T and p, [P]
     * @param choice how it came about; null where there was none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Chosen(
            AlignerSpec spec, float[] parameters, @Nullable MapChoice choice) {}

    /**
     * {@return the best of all maps, or what was trained where that alone is asked for or there are no rows to judge by}
     *
     * @param started the spec that was trained
     * @param initial T as the identity, with any p, [P]
     * @param trained T and p at the end of the training, [P]
     * @param seconds of the training
     * @param rows of the fit
     */
    Chosen chosen(AlignerSpec started, float[] initial, float[] trained, double seconds, DomainSplit rows) {
        DomainRows judged = rows.judgedBy(MOST_JUDGED);
        if (!phases.choosesAmongAll()
                || judged.source().rows() == 0
                || judged.target().rows() == 0) {
            return new Chosen(started, trained, null);
        }
        MapJudge judge = new MapJudge(judged.source(), judged.target(), Seeds.split(spec.seed(), JUDGE));
        List<Start> starts = search.possible();
        List<Tried> tried = new ArrayList<>();
        for (Start start : starts) {
            AffineMap map = search.tried(start);
            tried.add(new Tried(start.label(), search.seconds(start), map::apply));
        }
        RowMapper.Maker flow = mapper(started, trained);
        tried.add(new Tried(FLOW, seconds, raw -> raw.mappedBy(flow.open())));
        MapChoice choice = MapChoice.of(Concurrently.map(
                tried, map -> new Candidate(map.name, judge.of(map.images.apply(judged.source())), map.seconds)));
        return choice.isLast()
                ? new Chosen(started, trained, choice)
                : new Chosen(
                        at(starts.get(choice.written()), rows.notJudgedBy()),
                        unmoved(started, initial, trained),
                        choice);
    }

    /** A map that was tried. */
    private record Tried(String name, double seconds, UnaryOperator<PackedRows> images) {}

    /** T as the identity, and p as it was trained, [P]. */
    private static float[] unmoved(AlignerSpec started, float[] initial, float[] trained) {
        float[] parameters = trained.clone();
        System.arraycopy(
                initial,
                0,
                parameters,
                0,
                started.learntTransform().parameterSpec().size());
        return parameters;
    }

    private static RowMapper.Maker mapper(AlignerSpec started, float[] parameters) {
        Bijector map = started.learntTransform();
        return new RowMapper.Maker(
                map, Arrays.copyOf(parameters, map.parameterSpec().size()));
    }
}
