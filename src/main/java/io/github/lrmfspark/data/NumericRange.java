package io.github.lrmfspark.data;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.stddev_pop;

import io.github.lrmfspark.storage.InvalidInputException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * What the numbers of a set have to be for a map to be learnt from them. All is computed in float32: sums of squares overflow
 * above about 10¹⁹ and vanish below 10⁻¹⁹, and of a value as large as 10⁹ the steps are 64.
 */
public final class NumericRange {
    private static final double LARGEST = 1e16;
    private static final double LEAST_DEVIATION = 1e-18;
    private static final double ROUNDING_OF_DOUBLES = 0x1p-48;
    private static final int NAMED = 5;

    private NumericRange() {}

    /**
     * Refuses a set with values that are too large, vary too little or not at all, or vary by less than the steps of float32.
     *
     * @param name what messages call the set, such as "the source"
     * @throws InvalidInputException that names the column, the rule and what was found
     */
    public static void require(String name, FeatureSet set) {
        String where = "column '" + set.schema().column() + "' of " + name;
        Marginals marginals = set.statistics().marginals();
        requireMagnitude(where, set, marginals);
        requireDoublesApart(where, set, marginals);
        if (marginals.constant().length == marginals.dimension()) {
            throw new InvalidInputException("Expected vectors that vary in " + where + "; found "
                    + set.statistics().rows() + " that do not. Use a set of different vectors");
        }
        double most = Arrays.stream(marginals.deviation()).max().orElse(0);
        if (most < LEAST_DEVIATION) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "Expected a coordinate of standard deviation %.0e or more in %s; found %.1e at most. Multiply the"
                            + " vectors of both sets by one large number",
                    LEAST_DEVIATION,
                    where,
                    most));
        }
    }

    private static void requireMagnitude(String where, FeatureSet set, Marginals marginals) {
        double rows = Math.sqrt((double) set.statistics().rows());
        boolean small = true;
        for (int j = 0; j < marginals.dimension(); j++) {
            small &= Math.abs(marginals.mean()[j]) + rows * marginals.deviation()[j] <= LARGEST;
        }
        if (small) {
            return;
        }
        Dataset<Row> large = set.valid().filter(exists(set.schema().floats(), x -> abs(x).gt(LARGEST)));
        List<Large> first = large.select(
                        FeatureSet.rowName(large, set.schema()), set.schema().floats())
                .limit(NAMED)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(Large::of)
                .collect();
        if (!first.isEmpty()) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "Expected values of magnitude %.0e or less in %s; found %d vectors with larger ones (%s)."
                            + " Repair or leave out these rows, or divide the vectors of both sets by one large number",
                    LARGEST,
                    where,
                    large.count(),
                    first.stream().map(Large::text).collect(Collectors.joining(", "))));
        }
    }

    /** A row by its name, and its largest value. */
    private record Large(String name, int coordinate, float value) implements Serializable {
        static Large of(InternalRow row) {
            float[] vector = Objects.requireNonNull(FeatureSchema.read(row, 1));
            int at = 0;
            for (int j = 1; j < vector.length; j++) {
                at = Math.abs(vector[j]) > Math.abs(vector[at]) ? j : at;
            }
            return new Large(String.valueOf(row.getUTF8String(0)), at, vector[at]);
        }

        String text() {
            return String.format(Locale.ROOT, "%s has %.3e in coordinate %d", name, value, coordinate);
        }
    }

    /** Of doubles: a coordinate whose spread is lost in float32 and is more than the rounding of the others. */
    private static void requireDoublesApart(String where, FeatureSet set, Marginals marginals) {
        double[] mean = marginals.mean();
        int[] lost = Arrays.stream(marginals.constant())
                .filter(j -> mean[j] != 0 && Marginals.isRounding(marginals.deviation()[j], mean[j]))
                .toArray();
        if (!set.schema().isWide() || lost.length == 0) {
            return;
        }
        Column[] deviations = Arrays.stream(lost)
                .mapToObj(j -> stddev_pop(element_at(set.schema().doubles(), lit(j + 1))))
                .toArray(Column[]::new);
        Row found = set.valid().select(deviations).first();
        for (int i = 0; i < lost.length; i++) {
            double deviation = found.getDouble(i);
            double centre = mean[lost[i]];
            if (deviation > ROUNDING_OF_DOUBLES * Math.abs(centre) && !marginals.isNegligible(deviation)) {
                throw new InvalidInputException(String.format(
                        Locale.ROOT,
                        "Expected values that float32 can tell apart in %s; found a deviation of %.1e about %.3e in"
                                + " coordinate %d. Subtract the means before",
                        where,
                        deviation,
                        centre,
                        lost[i]));
            }
        }
    }
}
