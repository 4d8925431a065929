package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.ClusteredSets;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.MutualInformation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether rows that lie together in the source come to lie together in the target. Source and target are clustered each on its
 * own, by k-means of k = 10, 20 and 40. With c(a) the source's cluster of a row a before the map, and d(T(a)) the target's
 * cluster whose centroid is nearest to its image,
 *
 * <pre>{@code
 *   mean_k AMI(c_k(a), d_k(T(a)))
 * }</pre>
 *
 * <p>is the adjusted mutual information of both, normalised by the arithmetic mean of the entropies as in {@link
 * MutualInformation}. Without units; best 1, for the identity of equal sets; 0 in the mean where the image's cluster says
 * nothing of the row's own. It needs no labels and no pairs. <b>It does not see which cluster comes onto which</b>: a map that
 * swaps two classes scores like the right one. It prefers a map that only turns to one that also comes closer, so what it says
 * of two maps holds beside how near they come.
 *
 * <p>The clusters are those of the 64 leading principal directions, and of centroids that at most 2,500 rows gave. Each set is
 * clustered from four starts, of which the figure is the mean. No k is above a twentieth of the rows of the smaller set; of fewer
 * than 40 rows, or where a row is not finite, the figure is NaN.
 *
 * <p>The interval counts the source rows by their influence, where the mean E I that is taken off counts as a constant, and that
 * other rows give other clusters by the scatter over starts. The floor is the agreement of two draws of the target, each with its own
 * clusters, as many as the sets have that are compared: below 1, as clusters depend on the draw. Where the target has too few
 * rows for disjoint draws as large as the sets, those of the floor are smaller, and it lies a little lower.
 *
 * <p>Clusters of the last source and target are kept, so that further maps of the same rows cost little. {@link ClusteredSets}
 * compares such maps as pairs.
 *
 * <p>References: Vinh, Epps, Bailey, "Information theoretic measures for clusterings comparison", JMLR 11, 2010; as a figure
 * of adapted domains, with labels that a classifier predicts in place of clusters, Musgrave, Belongie, Lim, "Three new
 * validators and a large-scale benchmark ranking for unsupervised domain adaptation", arXiv 2208.07360, 2022.
 */
public final class ClusterAgreement implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.higher("clusterAgreement", 1);
    /** The figure over that of the floor from which on clusters count as carried over. */
    public static final double LEAST_OF_FLOOR = 0.75;

    private final long seed;
    private @Nullable ClusteredSets last;

    /**
     * The metric by clusters that a seed settles.
     *
     * @param seed draws the rows and the starts of the clusters
     */
    public ClusterAgreement(long seed) {
        this.seed = seed;
    }

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        PackedRows source = samples.source().rows();
        PackedRows target = samples.target().rows();
        ClusteredSets sets = last;
        if (sets == null || !sets.areOf(source, target)) {
            sets = ClusteredSets.of(source, target, seed);
            last = sets;
        }
        return agreement(sets, samples);
    }

    @Override
    public Map<String, Estimate> floor(FloorDraws draws) {
        AlignedSamples apart = draws.apart();
        return agreement(ClusteredSets.of(apart.source().rows(), apart.target().rows(), draws.smaller(), seed), apart);
    }

    private static Map<String, Estimate> agreement(ClusteredSets sets, AlignedSamples samples) {
        return Map.of(FIGURE.name(), sets.agreement(samples.mapped()).estimate().within(-1, 1));
    }
}
