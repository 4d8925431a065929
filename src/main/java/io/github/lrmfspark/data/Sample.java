package io.github.lrmfspark.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Some rows of one set, with their class labels where there are any.
 *
 * @param rows the vectors, [N, D]
 * @param labels one label a row, or empty where the set has none; the array is not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // equality by content is defined below
public record Sample(PackedRows rows, int[] labels) implements Serializable {
    public Sample {
        if (labels.length != 0 && labels.length != rows.rows()) {
            throw new IllegalArgumentException("Expected one label a row or none; found " + labels.length
                    + " labels for " + rows.rows() + " rows");
        }
    }

    public static Sample unlabelled(PackedRows rows) {
        return new Sample(rows, new int[0]);
    }

    public boolean labelled() {
        return labels.length != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample that && rows.equals(that.rows) && Arrays.equals(labels, that.labels);
    }

    @Override
    public int hashCode() {
        return 31 * rows.hashCode() + Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return "Sample[" + rows + (labelled() ? ", labelled" : "") + "]";
    }
}
