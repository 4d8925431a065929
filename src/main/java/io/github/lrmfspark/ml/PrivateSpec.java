package io.github.lrmfspark.ml;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.checkpoint.Differences;
import io.github.lrmfspark.train.Phases;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What private densities were fitted on, and how. Saved ones are of use to a run only where all of it is the same: then
 * c is that of the same sets and the same family, and no held-out row was trained on. By how many workers and in how
 * many steps does not matter.
 *
 * <p>The sets are told by their numbers of rows, and by the means and deviations of every coordinate in {@code
 * aligner}. That is the JSON of the column {@code spec} in {@link PrivateModelFiles}, field by field under these names.
 *
 * @param aligner the family, the seed and the standardisations
 * @param fold the fold that was left out, from 0
 * @param folds K
 * @param start where T starts, as {@link Phases} has it, since a is brought there before; null for standardised vectors, as in
 *     densities saved before there was any other
 * @param noise as in training, in deviations of a standardised coordinate
 * @param heldOutFraction as in the split, in (0, 1)
 * @param sourceRows valid rows of A
 * @param targetRows valid rows of B
 * @param maxRows training rows of a set at most, by a sample of which starts and directions are found; null where no set has more
 */
record PrivateSpec(
        AlignerSpec aligner,
        int fold,
        int folds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String start,
        double noise,
        double heldOutFraction,
        long sourceRows,
        long targetRows,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long maxRows) {
    /** {@return the same fit with another fold left out} */
    PrivateSpec withFold(int number) {
        return new PrivateSpec(aligner, number, folds, start, noise, heldOutFraction, sourceRows, targetRows, maxRows);
    }

    /**
     * What sets two fits apart, in words.
     *
     * @param saved the other one
     * @return a line for each field of the JSON that is another one in {@code saved}, with its path and both values;
     *     empty if none is
     */
    List<String> differences(PrivateSpec saved) {
        ObjectMapper json = new ObjectMapper();
        return Differences.of(json.valueToTree(this), json.valueToTree(saved));
    }
}
