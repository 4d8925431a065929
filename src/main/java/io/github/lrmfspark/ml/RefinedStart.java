package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.DomainStandardisation;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.flow.FullLinear;
import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.statistics.ClusteredSets;
import io.github.lrmfspark.statistics.RefinedTransport;
import java.util.Arrays;

/**
 * The affine map that T begins with: of the {@link RefinedTransport}s of a sample, one for each way to scale the source, the one
 * that carries clusters of the source best onto clusters of the target ({@link ClusteredSets}). With x W + c for the chosen one,
 * which takes raw vectors to raw ones, it is on standardised vectors
 *
 * <pre>
 *   z ↦ z V + d,   V_ij = σ_a,i W_ij / σ_b,j,   d = (μ_a W + c − μ_b) / σ_b
 * </pre>
 */
final class RefinedStart {
    /** Rows of a set that clusters are found of. */
    private static final int JUDGED = 5_000;
    /** Rows of either set, at least: fewer have no neighbours to speak of. */
    private static final int LEAST_ROWS = 100;

    private RefinedStart() {}

    /**
     * Whether there are rows enough to find a start.
     *
     * @param sample of both sets
     */
    static boolean isPossible(DomainRows sample) {
        return Math.min(sample.source().rows(), sample.target().rows()) >= LEAST_ROWS;
    }

    /**
     * {@return the numbers of the map as {@link FullLinear} takes them}
     *
     * @param sample raw training rows of the learnt coordinates
     * @param by their standardisation
     * @param seed draws rows and clusters
     */
    static float[] of(DomainRows sample, DomainStandardisation by, long seed) {
        PackedRows judged =
                sample.source().slice(0, Math.min(JUDGED, sample.source().rows()));
        PackedRows target =
                sample.target().slice(0, Math.min(JUDGED, sample.target().rows()));
        ClusteredSets clusters = ClusteredSets.of(judged, target, seed);
        float[] best = new float[0];
        double highest = Double.NEGATIVE_INFINITY;
        for (RefinedTransport.Scale scale : RefinedTransport.Scale.values()) {
            RefinedTransport map = RefinedTransport.of(sample.source(), sample.target(), scale, seed);
            double agreement = agreement(clusters, map, judged);
            if (best.length == 0 || agreement > highest) {
                best = standardised(map, by);
                highest = agreement;
            }
        }
        return best;
    }

    private static double agreement(ClusteredSets clusters, RefinedTransport map, PackedRows rows) {
        FullLinear linear = FullLinear.of(rows.dimension());
        RowMapper mapper = new RowMapper.Maker(linear, FullLinear.parameters(map.weight(), map.bias())).open();
        return clusters.agreement(rows.mappedBy(mapper)).estimate().value();
    }

    /** V − I and d. */
    private static float[] standardised(RefinedTransport map, DomainStandardisation by) {
        Standardisation a = by.source();
        Standardisation b = by.target();
        int d = map.bias().length;
        double[][] weight = new double[d][d];
        double[] bias = new double[d];
        Arrays.setAll(bias, j -> (map.bias()[j] - b.mean()[j]) / b.scale()[j]);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                weight[i][j] = a.scale()[i] * map.weight()[i][j] / b.scale()[j];
                bias[j] += a.mean()[i] * map.weight()[i][j] / b.scale()[j];
            }
        }
        return FullLinear.parameters(weight, bias);
    }
}
