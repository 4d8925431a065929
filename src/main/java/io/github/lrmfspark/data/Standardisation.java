package io.github.lrmfspark.data;

import java.io.Serializable;

/**
 * The affine map z = (x − mean) / scale, coordinate by coordinate, that gives a set mean 0 and standard deviation 1.
 *
 * @param mean [D]; not to be changed
 * @param scale [D], positive; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Standardisation(double[] mean, double[] scale) implements Serializable {
    /** A deviation this small beside the largest one is rounding error of a constant coordinate. */
    private static final double NEGLIGIBLE = 1e-12;

    public Standardisation {
        if (mean.length != scale.length) {
            throw new IllegalArgumentException(
                    "Expected mean and scale of one length; found " + mean.length + " and " + scale.length);
        }
    }

    /** By mean and standard deviation; a constant coordinate keeps its scale. */
    public static Standardisation of(double[] mean, double[] deviation) {
        double largest = 0;
        for (double d : deviation) {
            largest = Math.max(largest, d);
        }
        double[] scale = deviation.clone();
        for (int j = 0; j < scale.length; j++) {
            if (scale[j] <= NEGLIGIBLE * largest) {
                scale[j] = 1;
            }
        }
        return new Standardisation(mean, scale);
    }

    public int dimension() {
        return mean.length;
    }

    /** Standardised rows. */
    public PackedRows of(PackedRows rows) {
        PackedRows.Builder standardised = new PackedRows.Builder(dimension());
        float[] row = new float[dimension()];
        for (int i = 0; i < rows.rows(); i++) {
            rows.copyRow(i, row, 0);
            apply(row);
            standardised.add(row);
        }
        return standardised.build();
    }

    /** Standardises one vector in place. */
    public void apply(float[] vector) {
        for (int j = 0; j < vector.length; j++) {
            vector[j] = (float) ((vector[j] - mean[j]) / scale[j]);
        }
    }
}
