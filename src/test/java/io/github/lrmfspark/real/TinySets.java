package io.github.lrmfspark.real;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.statistics.Subsample;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Made-up sets whose truth is known. */
final class TinySets {
    static final int ROWS = 300;
    static final int DIMENSION = 8;

    private TinySets() {}

    /** Two draws of the same five round Gaussians; the truth is the source itself. */
    static RealSet equal() {
        Sample both = new SyntheticDomains(Kind.BLOBS, 2 * ROWS, DIMENSION, 0, 0.5, 1).target();
        Sample source = Subsample.pick(both, IntStream.range(0, ROWS).toArray());
        Sample target = Subsample.pick(both, IntStream.range(ROWS, 2 * ROWS).toArray());
        return new RealSet("T2", "noun-300-1", source, target, source.rows());
    }

    /** As many equal rows as a set has. */
    static PackedRows constant(float value) {
        float[] values = new float[ROWS * DIMENSION];
        Arrays.fill(values, value);
        return PackedRows.of(DIMENSION, values);
    }
}
