package io.github.lrmfspark.ml;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.checkpoint.Differences;
import java.util.List;

/**
 * What private densities were fitted on, and how. Saved ones are of use to a run only where all of it is the same: then c is
 * that of the same sets and the same family, and no held-out row was trained on. By how many workers and in how many steps
 * does not matter.
 *
 * @param aligner the family and the standardisations
 * @param fold the fold that was left out, from 0
 * @param folds K
 * @param noise as in training
 * @param heldOutFraction as in the split
 * @param sourceRows valid rows of A
 * @param targetRows valid rows of B
 */
record PrivateSpec(
        AlignerSpec aligner,
        int fold,
        int folds,
        double noise,
        double heldOutFraction,
        long sourceRows,
        long targetRows) {
    PrivateSpec withFold(int number) {
        return new PrivateSpec(aligner, number, folds, noise, heldOutFraction, sourceRows, targetRows);
    }

    /** In words, what is another thing in {@code saved}; empty if nothing is. */
    List<String> differences(PrivateSpec saved) {
        ObjectMapper json = new ObjectMapper();
        return Differences.of(json.valueToTree(this), json.valueToTree(saved));
    }
}
