package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.Seeds;
import io.github.lrmfspark.statistics.ClusteredSets;
import io.github.lrmfspark.statistics.NeighbourMaps;
import io.github.lrmfspark.statistics.NeighbourMaps.Origin;
import java.util.List;

/**
 * Whether a map is one of several that do as well. A map R of the source onto the target is looked for anew, from anywhere
 * ({@link Origin#FAR}). It disputes T where it carries clusters over about as well ({@link ClusterAgreement}) and brings the rows
 * elsewhere, farther from T(a) than T(a) lies from its mean ({@link TransportCost} of R after T):
 *
 * <pre>{@code
 *   agreement(R) ≥ .9 agreement(T),   Σ_n ‖R(a_n) − T(a_n)‖² > Σ_n ‖T(a_n) − μ_T(A)‖²
 * }</pre>
 *
 * <p>Sets that look alike after a turn of their own have several such maps, such as clusters that lie equally far from each other; no
 * figure of one map tells which is right. Embeddings of texts have one, and of enough rows the search comes to it again; of few it comes
 * somewhere else each time. It does not begin at T(a): that T fits these rows makes its own hill higher.
 */
final class RivalTurn {
    private static final double AS_WELL = 0.9;
    /** Of the seed: the search of T may have begun with the seed itself. */
    private static final int STREAM = 1;
    /** Of either set, that are looked at. */
    private static final int MOST_ROWS = 3_000;

    private RivalTurn() {}

    /**
     * {@return whether there is such a map}
     *
     * @param samples a, T(a) and b, at least 8 rows of either set, that vary
     * @param seed draws what is random in the search and in the clusters
     */
    static boolean disputes(AlignedSamples samples, long seed) {
        PackedRows source = some(samples.source().rows());
        PackedRows mapped = some(samples.mapped());
        PackedRows target = some(samples.target().rows());
        PackedRows elsewhere = NeighbourMaps.of(source, target, Origin.FAR, Seeds.split(seed, STREAM))
                .refined()
                .apply(source);
        return isElsewhere(AlignedSamples.of(Sample.unlabelled(mapped), elsewhere, Sample.unlabelled(target)))
                && carriesAsWell(ClusteredSets.of(source, target, seed), mapped, elsewhere);
    }

    private static PackedRows some(PackedRows rows) {
        return rows.slice(0, Math.min(MOST_ROWS, rows.rows()));
    }

    /** Whether the first map's images lie farther from the other's than from their mean. */
    private static boolean isElsewhere(AlignedSamples images) {
        return Evaluation.of(List.of(new TransportCost()), images)
                        .get(TransportCost.FIGURE.name())
                        .value()
                > 1;
    }

    private static boolean carriesAsWell(ClusteredSets sets, PackedRows mapped, PackedRows elsewhere) {
        return sets.agreement(elsewhere).estimate().value()
                >= AS_WELL * sets.agreement(mapped).estimate().value();
    }
}
