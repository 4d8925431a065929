package io.github.lrmfspark.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The affine map z = (x − mean) / scale, coordinate by coordinate, that gives a set mean 0 and standard deviation 1.
 *
 * @param mean [D]; not to be changed
 * @param scale [D], positive; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Standardisation(double[] mean, double[] scale) implements Serializable {
    public Standardisation {
        if (mean.length != scale.length) {
            throw new IllegalArgumentException(
                    "Expected mean and scale of one length; found " + mean.length + " and " + scale.length);
        }
    }

    /** The one that changes nothing. */
    public static Standardisation none(int dimension) {
        double[] ones = new double[dimension];
        Arrays.fill(ones, 1);
        return new Standardisation(new double[dimension], ones);
    }

    public int dimension() {
        return mean.length;
    }

    /** The same of some of the coordinates. */
    Standardisation of(int[] coordinates) {
        return new Standardisation(
                Arrays.stream(coordinates).mapToDouble(j -> mean[j]).toArray(),
                Arrays.stream(coordinates).mapToDouble(j -> scale[j]).toArray());
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
